"""The councils of the sample year: prepared, called, chosen and seated as real ones are."""

from __future__ import annotations

from datetime import date, timedelta

from thriving.kernel import clock
from thriving.movement.actions import clearance
from thriving.movement.models import Person
from thriving.movement.queries import minors
from thriving.programs.councils.actions import calls, nominating, preparing, seats, selecting
from thriving.programs.councils.actions import councils as actions
from thriving.programs.councils.actions.calls import Called, Criterion
from thriving.programs.councils.actions.councils import Described
from thriving.programs.councils.actions.nominating import Stands
from thriving.programs.councils.actions.seats import Kept
from thriving.programs.councils.actions.selecting import Chosen
from thriving.programs.councils.models import Call, Council, Place
from thriving.programs.councils.queries.selection import ranked
from thriving.web.sample import cast, youth
from thriving.web.sample.deeds import OfCouncil, in_every_language
from thriving.web.sample.story import councils as story

A_YEAR = timedelta(days=365)
OWNERS = {story.YOUTH: cast.DIVERSITY, story.TRANSLATORS: cast.CONTENT}
PANELS = {
    story.YOUTH: (cast.LEADERSHIP, cast.CONTENT, cast.AFFILIATIONS),
    story.TRANSLATORS: (cast.LEADERSHIP, cast.SAFETY, cast.AFFILIATIONS),
}
QUORUMS = {story.YOUTH: 2, story.TRANSLATORS: 3}
OPEN_FOR = {story.YOUTH: timedelta(days=16), story.TRANSLATORS: timedelta(days=28)}
# For whom the seats are kept.
SEATS = {story.YOUTH: 7 * (Kept(),), story.TRANSLATORS: (Kept(), Kept(languages=("bn",)))}
STEPS = {"charter": "charter-drafted", "rubric": "selection-agreed", "call": "terms-and-call-ready"}


def take(deed: OfCouncil) -> None:
    by = _person(OWNERS[deed.council].username)
    match deed.step:
        case "prepare":
            _prepare(deed.council, by)
        case "charter" | "rubric":
            _write(_council(deed.council), deed.step, by)
        case "call":
            _call(_council(deed.council), by)
        case "open":
            calls.publish(_only_call(deed.council), by=by)
        case "stand":
            _stand(_only_call(deed.council))
        case "hand over":
            _hand_over(_only_call(deed.council), by)
        case "score":
            youth.score(_only_call(deed.council))
        case "decide":
            _decide(_only_call(deed.council), by)
        case "begin":
            _begin(_council(deed.council), by)


def _prepare(key: str, by: Person) -> None:
    founded, for_the_young = story.FOUNDED[key], key == story.YOUTH
    if for_the_young:
        _clear(by)
    said = Described(
        in_every_language(founded.title),
        in_every_language(founded.purpose),
        serves=key if for_the_young else "",
        bands=story.YOUNG if for_the_young else (),
        safeguarding_contact=founded.safeguarding,
    )
    council = actions.start_council(said, key=key, by=by, sample=True)
    if for_the_young:
        for moment, step in STEPS.items():
            preparing.reach_step(council, moment, step, by=by)


def _clear(adult: Person) -> None:
    """Whoever runs a council of minors was checked, and knows how to keep them safe."""
    today = clock.today()
    days = {"checked_on": today, "course_on": today - timedelta(days=9), "expires_on": today + 2 * A_YEAR}
    clearance.clear(adult, **days, by=_person(cast.SAFEGUARDING.username))


def _write(council: Council, what: str, by: Person) -> None:
    if what == "charter":
        actions.adopt_charter(council, story.FOUNDED[council.key].charter, by=by)
    else:
        calls.make_rubric(council, [Criterion(*each) for each in story.CRITERIA], by=by)


def _call(council: Council, by: Person) -> None:
    starts = date(2020, 9, 1) if council.key == story.YOUTH else date(2019, 12, 1)
    term = seats.add_term(council, starts, starts + A_YEAR, by=by)
    offered = tuple(seats.add_seat(council, kept, by=by) for kept in SEATS[council.key])
    opens = clock.today()
    said = Called(
        term=term,
        seats=offered,
        words=story.CALLED[council.key],
        opens_on=opens,
        closes_on=opens + OPEN_FOR[council.key],
        rubric=council.rubrics.get(),
        quorum=QUORUMS[council.key],
    )
    calls.draft_call(council, said, by=by, sample=True)


def _stand(call: Call) -> None:
    for each in story.CANDIDATES:
        said = Stands(each.shown_name, each.statement, is_public=each.is_public, languages=each.languages)
        nominating.stand(call, said, by=_person(each.username))


def _hand_over(call: Call, by: Person) -> None:
    panel = [_person(judge.username) for judge in PANELS[call.council.key]]
    for judge in panel:
        if call.council.takes_minors and not minors.is_cleared(judge):
            _clear(judge)
        calls.name_panelist(call, judge, by=by)
    calls.hand_over(call, by=by)
    for judge in panel:
        selecting.say_conflicts(call, youth.conflicts(call, judge), by=judge)


def _decide(call: Call, by: Person) -> None:
    keys = [each["key"] for each in call.rubric.criteria] if call.rubric else []
    standing = {each.shown_name: each for each in call.nominations.all()}
    for each in story.CANDIDATES:
        for judge, points in zip(PANELS[call.council.key], each.points, strict=True):
            given = dict(zip(keys, points, strict=True))
            selecting.score(standing[each.shown_name], given, "", by=_person(judge.username))
    chosen = {each.nomination.key: Chosen(each.seat, None if each.seat else 1) for each in ranked(call)}
    selecting.decide(call, chosen, story.REASON, by=by)


def _begin(council: Council, by: Person) -> None:
    for place in Place.objects.filter(nomination__call__council=council).select_related("nomination", "seat"):
        if place.seat:
            seats.give_seat(place.nomination, place.seat, by=by)
    actions.move(council, "begin", by=by)


def _council(key: str) -> Council:
    return Council.objects.get(key=key)


def _only_call(key: str) -> Call:
    return Call.objects.select_related("council", "term", "rubric").get(council__key=key)


def _person(username: str) -> Person:
    return Person.objects.get(username=username)
