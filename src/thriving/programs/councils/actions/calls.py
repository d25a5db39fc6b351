"""A call from its rubric to the moment at which the panel takes over."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean, known_languages, set_all
from thriving.movement.models import Person
from thriving.movement.spelling import line
from thriving.programs.councils import letters, moments
from thriving.programs.councils.actions.councils import begin, require_cleared
from thriving.programs.councils.actions.naming import require_no_names
from thriving.programs.councils.actions.selecting import open_scores
from thriving.programs.councils.models import TOP, Call, Council, Panelist, Rubric, Seat, Term
from thriving.programs.councils.queries.nominations import candidates_for
from thriving.programs.councils.queries.selection import is_revealed
from thriving.programs.councils.states.call import CALL, DRAFT, LEAST_PANEL, OPEN, SCORING
from thriving.programs.councils.states.nomination import NOMINATION, SENT

ANCHORED = (0, TOP // 2, TOP)  # the points whose meaning is put into words
MOST_CRITERIA, MOST_WEIGHT, MOST_PANEL = 8, 5, 15
LONGEST_LINE, LONGEST_ANCHOR, LONGEST_WORDS = 150, 500, 6_000


@dataclass(frozen=True)
class Criterion:
    """``anchors``: what 0, 2 and 4 points mean, in words."""

    title: str
    weight: int
    anchors: tuple[str, str, str]


@transaction.atomic
def make_rubric(
    council: Council, criteria: Sequence[Criterion], *, by: Person, language: str = "en"
) -> Rubric:
    """A version of its own each time: a call keeps the one that it names."""
    begin(council, by)
    written = written_criteria(criteria)
    rubric = Rubric.objects.create(
        council=council,
        number=(council.rubrics.aggregate(last=Max("number"))["last"] or 0) + 1,
        language=language,
        criteria=written,
        digest=digest_of(written),
        made_at=clock.now(),
        made_by=by.key,
    )
    moments.settle_all(council, by)
    diary.note(council, "made_rubric", by=by, body={"number": rubric.number, "sha256": rubric.digest})
    return rubric


def digest_of(criteria: list[dict[str, Any]]) -> str:
    said = json.dumps(criteria, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(said.encode()).hexdigest()


def written_criteria(criteria: Sequence[Criterion]) -> list[dict[str, Any]]:
    """As a rubric keeps them: refused unless each has its title, its weight and its three anchors."""
    _require_criteria(criteria)
    return [_written(number, each) for number, each in enumerate(criteria, 1)]


def _written(number: int, said: Criterion) -> dict[str, Any]:
    title = line(said.title)
    return {
        "key": f"{number}-{slugify(title)[:40]}".rstrip("-"),
        "title": title,
        "weight": said.weight,
        "anchors": {str(points): clean(text) for points, text in zip(ANCHORED, said.anchors, strict=True)},
    }


def _require_criteria(criteria: Sequence[Criterion]) -> None:
    if not 1 <= len(criteria) <= MOST_CRITERIA:
        raise Refused(_("A rubric has between one criterion and %(count)d.") % {"count": MOST_CRITERIA})
    for each in criteria:
        if not line(each.title) or len(each.title) > LONGEST_LINE:
            raise Refused(_("Each criterion needs a title of one line."))
        if not 1 <= each.weight <= MOST_WEIGHT:
            raise Refused(_("A criterion weighs from 1 to %(count)d.") % {"count": MOST_WEIGHT})
        if not all(0 < len(clean(text)) <= LONGEST_ANCHOR for text in each.anchors):
            raise Refused(
                _("Say in words what 0, 2 and 4 points mean for “%(title)s”.") % {"title": line(each.title)}
            )


@dataclass(frozen=True)
class Called:
    """A call as its owners write it. Whoever rewrites it says all of it."""

    term: Term
    seats: tuple[Seat, ...]
    words: str
    opens_on: date
    closes_on: date
    rubric: Rubric | None = None
    bands: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    quorum: int = LEAST_PANEL
    language: str = "en"

    def cleaned(self) -> dict[str, Any]:
        return {
            **{name: getattr(self, name) for name in ("term", "opens_on", "closes_on", "rubric", "quorum")},
            "words": clean(self.words),
            "language": self.language,
            "bands": sorted(set(self.bands)),
            "languages": sorted(set(self.languages)),
        }


@transaction.atomic
def draft_call(council: Council, said: Called, *, by: Person, sample: bool = False) -> Call:
    begin(council, by)
    _require_sound(council, said)
    number = (council.calls.aggregate(last=Max("number"))["last"] or 0) + 1
    call = Call.objects.create(council=council, number=number, sample=sample, **said.cleaned())
    call.seats.set(said.seats)
    diary.note(council, "drafted_call", by=by, body={"call": number})
    return call


@transaction.atomic
def rewrite_call(call: Call, said: Called, *, by: Person) -> None:
    begin_call(call, by)
    if call.state != DRAFT:
        raise Refused(_("A call that is open stays as people have read it."))
    _require_sound(call.council, said)
    set_all(call, said.cleaned())
    call.save()
    call.seats.set(said.seats)
    diary.note(call.council, "rewrote_call", by=by, body={"call": call.number})


@transaction.atomic
def publish(call: Call, *, by: Person) -> None:
    begin_call(call, by)
    if call.closes_on < clock.today():
        raise Refused(_("Its last day is over. Choose a later one first."))
    require_no_names(call.council, call.words)
    CALL.take(call, "publish", opened_on=clock.today())
    moments.settle_all(call.council, by)
    diary.note(call.council, "opened_call", by=by, body={"call": call.number})


@transaction.atomic
def hand_over(call: Call, *, by: Person) -> None:
    """From now on nobody can stand any more, and the panel reads."""
    begin_call(call, by)
    if call.closes_on >= clock.today():
        raise Refused(_("People can still stand until its last day."))
    CALL.take(call, "score")
    _let_go_of_unanswered(call)
    diary.note(call.council, "handed_over_call", by=by, body={"call": call.number})


@transaction.atomic
def cancel(call: Call, *, by: Person) -> None:
    begin_call(call, by)
    CALL.take(call, "cancel", ended_on=clock.today())
    _let_go_of_unanswered(call)
    moments.settle_all(call.council, by)
    diary.note(call.council, "canceled_call", by=by, body={"call": call.number})


def _let_go_of_unanswered(call: Call) -> None:
    call.nominations.update(answered_address="")  # nobody is proposed any more
    for nomination in call.nominations.filter(state=SENT):
        letters.forget(nomination)
        NOMINATION.take(nomination, "let_go", email="", relation="", nominator_name="")


@transaction.atomic
def name_panelist(call: Call, person: Person, *, by: Person) -> Panelist:
    """Only of a candidate whom they may read of is told that they stand.

    Else whoever proposed somebody would learn here whether they said yes. Such a panelist cannot judge, looks
    like one who has not come yet, and is released like one.
    """
    begin_call(call, by)
    _require_panel_can_change(call)
    if candidates_for(by, call).filter(nominee=person).exists():
        raise Refused(_("Who stands does not judge."))
    if call.panel.count() >= MOST_PANEL:
        raise Refused(_("A panel has at most %(count)d people.") % {"count": MOST_PANEL})
    require_cleared(call.council, person)
    panelist, is_new = Panelist.objects.get_or_create(
        call=call, person=person, defaults={"named_at": clock.now()}
    )
    if is_new:
        diary.note(call.council, "named_panelist", by=by, body={"call": call.number, "person": person.key})
    return panelist


@transaction.atomic
def release_panelist(panelist: Panelist, *, by: Person) -> None:
    """With what they gave: who leaves the panel has not judged."""
    call, person = panelist.call, panelist.person
    begin_call(call, by)
    _require_panel_can_change(call)
    call_sheets = person.council_sheets.filter(nomination__call=call)
    call_sheets.delete()
    panelist.delete()
    diary.note(call.council, "released_panelist", by=by, body={"call": call.number, "person": person.key})
    open_scores(call)


def _require_panel_can_change(call: Call) -> None:
    """Until the scores are open: whoever has read them neither adds a judge nor takes one away."""
    if call.state not in (DRAFT, OPEN, SCORING):
        raise Refused(_("This call is over."))
    if call.state == SCORING and is_revealed(call):
        raise Refused(_("All have scored, and the scores are open: they stay as they are."))


def begin_call(call: Call, by: Person) -> None:
    """The turn before any lock of a row, then the call as it is now."""
    turn.take()
    call.refresh_from_db(from_queryset=Call.objects.select_for_update(of=("self",)))
    access.require(by, "run_call", call)


def _require_sound(council: Council, said: Called) -> None:
    if said.term.council_id != council.pk or any(seat.council_id != council.pk for seat in said.seats):
        raise Refused(_("This is none of the choices."))
    if said.rubric and said.rubric.council_id != council.pk:
        raise Refused(_("This is none of the choices."))
    if not clean(said.words) or len(said.words) > LONGEST_WORDS:
        raise Refused(_("Say what is asked of members, and what they get."))
    if not said.opens_on <= said.closes_on <= said.term.ends_on:
        raise Refused(_("A call closes after it opens, and before the term ends."))
    if set(said.bands) - set(council.bands):
        raise Refused(_("The council is not open to this age."))
    if set(said.languages) - known_languages(said.languages):
        raise Refused(_("One of these languages is not known here."))
    if not 2 <= said.quorum <= MOST_PANEL:  # noqa: PLR2004 -- nobody selects alone
        raise Refused(_("At least two must have scored each candidate."))
