"""Lists of participants: brought, looked at, taken in whole, undone whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.movement.queries.places import protected_countries
from thriving.programs.events import codes, rolls
from thriving.programs.events.actions import consent, dashboard, subjects
from thriving.programs.events.actions.event import hold
from thriving.programs.events.actions.measuring import drop_sums
from thriving.programs.events.actions.registration import next_number
from thriving.programs.events.actions.standing import standings
from thriving.programs.events.facts import participation
from thriving.programs.events.models import Event, Registration, Role, Roll, RollRow, WikiName
from thriving.programs.events.queries.places import is_protected, tracks_contributions
from thriving.programs.events.rolls import Brought, Line
from thriving.programs.events.states.event import CANCELED, DRAFT
from thriving.programs.events.states.registration import PLACED
from thriving.programs.events.states.roll import ROLL

_AT_ONCE = 500
_WRITTEN = ("attended_on", "standing", "state", "role", "comes_as")


@transaction.atomic
def bring_table(event: Event, file: BinaryIO, *, title: str, agreed: bool, by: Person) -> Roll:
    """Read a file; nothing of it counts yet. Raises Unreadable."""
    _require_may(event, by)
    digest = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    brought = rolls.read_table(event, file)
    if brought.format in (Roll.Format.OVERVIEW, Roll.Format.ARTICLES):
        dashboard.look_at(event, brought)
    return _keep(event, brought, title=title, digest=digest, agreed=agreed, by=by)


@transaction.atomic
def bring_names(event: Event, text: str, *, agreed: bool, by: Person) -> Roll:
    """The same with user names. ``agreed``: these people know that what they edit is counted."""
    _require_may(event, by)
    brought = rolls.read_names(event, text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return _keep(event, brought, title=_("Pasted user names"), digest=digest, agreed=agreed, by=by)


@transaction.atomic
def take_in(roll: Roll, *, by: Person) -> Roll:
    """Have all of it count at once. Whom others noted since the list was looked at stays as noted."""
    event = roll.event
    _require_may(event, by)
    hold(event)
    ROLL.take(roll, "take_in", ended_at=clock.now())
    if roll.names_people:
        rows, came = _take_people_in(roll, event, by)
    else:
        rows, came = dashboard.take_in(roll, by=by), 0
    diary.note(event, "list_taken_in", by=by, body={"rows": rows, "came": came})
    return roll


def _take_people_in(roll: Roll, event: Event, by: Person) -> tuple[int, int]:
    """How many rows, and how many of them came."""
    rows = list(roll.people.order_by("row"))
    lines = [Line(each.row, each.said) for each in rows]
    rolls.resolve(event, lines)
    if lost := [str(line.row) for line in lines if line.problems]:
        raise Refused(
            _("Since you looked, row %(row)s has become wrong. Bring the list again.") % {"row": lost[0]}
        )
    came = _add(event, lines) + _come(event, rows, lines)
    _settle(rows, lines)
    participation.tell(came, by=by)
    return len(rows), len(came)


@transaction.atomic
def undo(roll: Roll, *, by: Person) -> Roll:
    """Whom the list added goes, and whom it had come has not; numbers are corrected with it."""
    event = roll.event
    _require_may(event, by)
    hold(event)
    ROLL.take(roll, "undo", ended_at=clock.now())
    rows = _take_people_out(roll, event, by) if roll.names_people else dashboard.undo(roll, by=by)
    diary.note(event, "list_undone", by=by, body={"rows": rows})
    return roll


def _take_people_out(roll: Roll, event: Event, by: Person) -> int:
    rows = roll.people.exclude(registration=None).select_related("registration")
    touched = [each for each in rows if each.effect in (RollRow.Effect.NEW, RollRow.Effect.CAME)]
    came = [each.registration for each in touched if each.registration]
    for each in came:
        each.event = event
    participation.take_back(came, by=by, why=_("The list was undone."))
    drop_sums(each for each in came if each.may_measure)
    _remove(touched)
    return len(touched)


@transaction.atomic
def discard(roll: Roll, *, by: Person) -> Roll:
    """Drop a list that was not taken in, with all that it says of people."""
    _require_may(roll.event, by)
    ROLL.take(roll, "discard", ended_at=clock.now())
    roll.people.all().delete()
    diary.note(roll.event, "list_dropped", by=by)
    return roll


def _require_may(event: Event, by: Person) -> None:
    access.require(by, "see_registrations", event)
    if event.state in (DRAFT, CANCELED):
        raise Refused(_("Lists belong to events that are announced or over."))


def _keep(  # noqa: PLR0913 -- all that is kept of a list
    event: Event, brought: Brought, *, title: str, digest: str, agreed: bool, by: Person
) -> Roll:
    guarded = protected_countries() if event.tracking is None else frozenset()
    measured = agreed and tracks_contributions(event, protected=is_protected(event))
    faults = sum(bool(line.problems) for line in brought.lines)
    roll = Roll.objects.create(
        event=event,
        title=title[:200],
        digest=digest,
        format=brought.format,
        rows=len(brought.lines),
        faults=faults,
        columns=[[name[:100], ours] for name, ours in brought.columns],
        unread=[name[:100] for name in brought.unread],
        brought_at=clock.now(),
        brought_by=by.key,
    )
    RollRow.objects.bulk_create(
        (
            RollRow(
                roll=roll,
                row=line.row,
                said=_said(line, guarded, measured=measured) if roll.names_people else line.said,
                problems=line.problems,
                effect=line.effect,
                registration=line.registration,
            )
            for line in brought.lines
        ),
        batch_size=_AT_ONCE,
    )
    diary.note(event, "list_brought", by=by, body={"rows": roll.rows, "faults": faults})
    return roll


def _said(line: Line, guarded: frozenset[str], *, measured: bool) -> dict[str, object]:
    """Who did not agree, or must not be looked at, as in a guarded country, is measured by no list."""
    agreed = line.said.get("may_measure", bool(line.said.get("user_name")))
    is_safe = line.said.get("country") not in guarded
    return {**line.said, "may_measure": bool(measured and agreed and is_safe)}


def _add(event: Event, lines: Sequence[Line]) -> list[Registration]:
    """Those whom nobody knew; the ones among them who came."""
    new = [line for line in lines if line.effect == RollRow.Effect.NEW]
    number, taken = next_number(event), set(event.registrations.values_list("code", flat=True))
    keys = subjects.of_list(event, [line.said for line in new])
    for at, (line, key) in enumerate(zip(new, keys, strict=True)):
        line.registration = _new(event, line, number + at, _code(taken), key)
    added = [line.registration for line in new if line.registration]
    named = [
        (line.registration, line.said["user_name"])
        for line in new
        if line.registration and line.registration.may_measure and line.said.get("user_name")
    ]
    consent.heed(event, named)
    Registration.objects.bulk_create(added, batch_size=_AT_ONCE)
    _name_on_wikis(named)
    return [each for each in added if each.attended_on]


def _name_on_wikis(named: Iterable[tuple[Registration, str]]) -> None:
    WikiName.objects.bulk_create(
        (
            WikiName(registration=registration, name=name, noted_at=clock.now())
            for registration, name in named
            if registration.may_measure
        ),
        batch_size=_AT_ONCE,
    )


def _code(taken: set[str]) -> str:
    while (code := codes.new_code()) in taken:
        pass
    taken.add(code)
    return code


def _new(event: Event, line: Line, number: int, code: str, subject: str) -> Registration:
    said, day = line.said, _day(event, line)
    return Registration(
        event=event,
        subject=subject,
        origin=Registration.Origin.LIST,
        name=str(said.get("user_name") or said.get("name") or "")[:150],
        email=said.get("email", ""),
        language=said.get("language") or next(iter(event.languages), "en"),
        country=said.get("country", ""),
        code=code,
        number=number,
        state=PLACED,
        role=said.get("role", Role.PARTICIPANT),
        comes_as=said.get("comes_as", ""),
        may_measure=said["may_measure"],
        says_new=said.get("standing") == "new",
        standing=said.get("standing", "") if day else "",
        attended_on=day,
        registered_at=clock.now(),
    )


def _day(event: Event, line: Line) -> date | None:
    if not line.said.get("came", True):
        return None
    return date.fromisoformat(line.said["day"]) if line.said.get("day") else event.local_start.date()


def _stand(registrations: Sequence[Registration]) -> None:
    known = standings(registrations)
    for each in registrations:
        each.standing = known[each.uid] if each.attended_on else ""


def _come(event: Event, rows: Sequence[RollRow], lines: Sequence[Line]) -> list[Registration]:
    """Those who were registered, and were there by the list."""
    came = []
    for row, line in zip(rows, lines, strict=True):
        found = line.registration
        if found is None or line.effect != RollRow.Effect.CAME:
            continue
        row.before = {name: getattr(found, name) for name in ("state", "role", "comes_as")}
        found.event, found.state, found.attended_on = event, PLACED, _day(event, line)
        found.role = line.said.get("role", found.role)
        found.comes_as = line.said.get("comes_as", found.comes_as)
        came.append(found)
    _stand(came)
    Registration.objects.bulk_update(came, _WRITTEN, batch_size=_AT_ONCE)
    return came


def _settle(rows: Iterable[RollRow], lines: Iterable[Line]) -> None:
    """What a row said of somebody is with their registration now, and nowhere else."""
    settled = []
    for row, line in zip(rows, lines, strict=True):
        # That the name there is one of a wiki: a name alone tells nobody from anybody.
        row.said = {"is_user_name": True} if line.said.get("user_name") else {}
        row.registration, row.effect = line.registration, line.effect
        settled.append(row)
    RollRow.objects.bulk_update(settled, ["registration", "effect", "said", "before"], batch_size=_AT_ONCE)


def _remove(rows: Sequence[RollRow]) -> None:
    added: list[Registration] = []
    others: list[Registration] = []
    for row in rows:
        found = row.registration
        if found is None:
            continue
        is_lists = row.effect == RollRow.Effect.NEW and found.origin == Registration.Origin.LIST
        (added if is_lists else others).append(_as_before(row, found))
    Registration.objects.bulk_update(others, _WRITTEN, batch_size=_AT_ONCE)
    for start in range(0, len(added), _AT_ONCE):
        Registration.objects.filter(pk__in=[each.pk for each in added[start : start + _AT_ONCE]]).delete()


def _as_before(row: RollRow, registration: Registration) -> Registration:
    registration.attended_on, registration.standing = None, ""
    for name, value in row.before.items():
        setattr(registration, name, value)
    return registration
