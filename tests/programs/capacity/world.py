"""An affiliate of these tests with its officers, its assessments and its growth paths, at any step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from tests import places
from tests.conftest import person
from tests.movement.groups import world as groups
from tests.programs.initiatives import world as initiatives

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.actions.standings import define_shipped, say_standing
from thriving.movement.models import Affiliate, Definition, Language, Person, Standing
from thriving.programs.capacity import actions
from thriving.programs.capacity.actions import Planned, Said
from thriving.programs.capacity.models import Assessment, Look, Path, Shown
from thriving.programs.initiatives.models import Initiative

STUDENTS, GOVERNANCE = "engaging-students", "governance"
PROGRAM = "photo-grants"
FIRST, BEGINS, ENDS, SECOND = date(2026, 3, 3), date(2026, 3, 4), date(2026, 5, 1), date(2026, 5, 20)
SINCE = date(2019, 1, 1)
at = initiatives.at


def affiliate(key: str = "lakeside") -> Affiliate:
    return Affiliate.objects.filter(key=key).first() or groups.affiliate(
        key, key.title(), recognized_since=SINCE
    )


def officer(key: str = "lakeside") -> Person:
    """The one who answers for the affiliate."""
    affiliate(key)
    return somebody(f"of-{key}", f"affiliate_contact affiliate:{key}")


def supporter() -> Person:
    return somebody("sanna", "capacity_supporter")


def somebody(username: str, *roles: str) -> Person:
    return Person.objects.filter(username=username).first() or person(username, *roles)


def said(levels: Mapping[str, int], **otherwise: Any) -> dict[str, Said]:
    told = {"confidence": "high", "evidence": "Forty students came back.", **otherwise}
    return {capacity: Said(level=level, **told) for capacity, level in levels.items()}


def written(levels: Mapping[str, int] | None = None, key: str = "lakeside", **otherwise: Any) -> Assessment:
    by = officer(key)
    draft = actions.begin(affiliate(key), by=by)
    actions.write(draft, said(levels or {STUDENTS: 1, GOVERNANCE: 2}, **otherwise), by=by)
    return draft


def handed_in(
    levels: Mapping[str, int] | None = None,
    on: date = FIRST,
    key: str = "lakeside",
    shown: Shown = Shown.PUBLIC,
) -> Assessment:
    with at(on):
        found = written(levels, key)
        actions.show_to(found, shown, by=officer(key))
        actions.hand_in(found, by=officer(key))
    return found


def confirmed(levels: Mapping[str, int] | None = None, on: date = FIRST, **otherwise: Any) -> Assessment:
    found = handed_in(levels, on, **otherwise)
    with at(on):
        confirm(found)
    return found


def confirm(found: Assessment) -> None:
    look = taken(found)
    actions.confirm(look, by=supporter())
    found.refresh_from_db()


def taken(found: Assessment) -> Look:
    """Asked for support, and taken on."""
    look = actions.ask_support(found, by=officer(found.affiliate.key))
    actions.accept(look, by=supporter())
    return look


def asked_peer(found: Assessment, peer: str = "riverside") -> Look:
    return actions.ask_peer(found, affiliate(peer), by=officer(found.affiliate.key))


def program() -> Initiative:
    if found := Initiative.objects.filter(key=PROGRAM).first():
        return found
    initiatives.planned()
    return initiatives.published(PROGRAM)


def underrepresented(code: str = "dag", since: date = date(2020, 1, 1)) -> None:
    missing = {code, "en"} - set(Language.objects.values_list("code", flat=True))
    places.languages(*sorted(missing))
    define_shipped(by="tests")
    if not Standing.objects.filter(language=code).exists():
        say_standing(
            Language.objects.get(pk=code),
            "underrepresented",
            definition=Definition.objects.get(key="underrepresented-language"),
            reason=Words(en="Few write in it."),
            source="tests",
            since=since,
            by="tests",
        )


def planned(**otherwise: Any) -> Planned:
    told: dict[str, Any] = {
        "initiative": PROGRAM,
        "capacities": (STUDENTS,),
        "serves": "students",
        "languages": ("dag",),
        "begins": clock.today() + timedelta(days=1),
        "until": clock.today() + timedelta(days=60),
    }
    return Planned(**{**told, **otherwise})


def path(key: str = "lakeside", **otherwise: Any) -> Path:
    """Planned, after a first assessment that was confirmed."""
    program()
    underrepresented()
    if not affiliate(key).assessments.exists():
        confirmed(key=key)
    with at(BEGINS):
        return actions.plan_path(affiliate(key), planned(**otherwise), by=officer(key))


def running(key: str = "lakeside", **otherwise: Any) -> Path:
    found = path(key, **otherwise)
    with at(BEGINS):
        actions.start(found, by=officer(key))
    return found


def finished(
    levels: Mapping[str, int] | None = None, reached: tuple[str, ...] = ("dag",), **otherwise: Any
) -> Path:
    """Assessed again, confirmed again, and over."""
    found = running(**otherwise)
    key = found.affiliate.key
    confirmed(levels or {STUDENTS: 3, GOVERNANCE: 2}, SECOND, key=key)
    with at(SECOND):
        actions.finish(found, reached=reached, words="Forty pupils of two schools.", by=officer(key))
    return found


def keyed(first: str, second: str, draft: str, grows: str, planned_key: str) -> None:
    """Everything that pages show, at these addresses: two assessments, a draft, and a path at either end."""
    program()
    underrepresented()
    paper = ContentFile(b"%PDF-1.4 minutes", name="minutes.pdf")
    with at(FIRST):
        found = written({STUDENTS: 1}, document=paper)
        actions.show_to(found, Shown.PUBLIC, by=officer())
        actions.hand_in(found, by=officer())
        confirm(found)
    path = running()
    later = confirmed({STUDENTS: 2}, ENDS)
    with at(SECOND):
        to_grow = actions.plan_path(affiliate(), planned(), by=officer())
        begun = actions.begin(affiliate(), by=officer())
        actions.ask_support(handed_in(key="riverside", shown=Shown.TEAM), by=officer("riverside"))
    for record, key in (
        (found, first),
        (later, second),
        (begun, draft),
        (path, grows),
        (to_grow, planned_key),
    ):
        type(record).objects.filter(pk=record.pk).update(key=key)
