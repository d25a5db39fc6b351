"""Mentors and newcomers of the sample year, through the actions of the product."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from thriving.kernel import clock
from thriving.movement.models import Person
from thriving.programs.mentoring import actions
from thriving.programs.mentoring.models import Outcome, Pair, Wish
from thriving.programs.mentoring.proposals import proposals
from thriving.web.sample.cast import Somebody
from thriving.web.sample.deeds import OfPair
from thriving.web.sample.story import mentoring as story

_PAIRS: Mapping[str, story.Pair] = {each.key: each for each in story.PAIRS}
BY = "sample year"
LASTS = timedelta(days=365)


def take(deed: OfPair) -> None:
    STEPS[deed.step](_PAIRS[deed.pair])


def ask_what_came() -> None:
    actions.judge_answers(BY)
    actions.ask_what_came(BY)


def _offer(told: story.Pair) -> None:
    actions.offer(_told(told.offer, capacity=2), by=_person(told.mentor), sample=True)


def _wish(told: story.Pair) -> None:
    actions.wish(_told(told.wish), by=_person(told.newcomer), sample=True)


def _ask(told: story.Pair) -> None:
    """Whoever is proposed is asked, as on the page: with the score that was shown."""
    newcomer, mentor = _person(told.newcomer), _person(told.mentor)
    found = proposals(newcomer, Wish.objects.get(person=newcomer)).found
    proposed = next(each for each in found if each.offer.person_id == mentor.pk)
    actions.ask_mentor(proposed.offer, by=newcomer, score=proposed.kept, sample=True)


def _accept(told: story.Pair) -> None:
    mentor = _person(told.mentor)
    pair = _pair(told)
    actions.accept(pair, by=mentor)
    actions.write(pair, told.letter, by=mentor)


def _tell(told: story.Pair) -> None:
    for outcome in Outcome.objects.filter(pair=_pair(told)).order_by("side"):
        somebody = told.mentor if outcome.side == "mentor" else told.newcomer
        actions.tell_outcome(outcome, told.outcome, by=_person(somebody))


STEPS: Mapping[str, Callable[[story.Pair], None]] = {
    "offer": _offer,
    "wish": _wish,
    "ask": _ask,
    "accept": _accept,
    "tell": _tell,
}


def _told(lines: story.Lines, capacity: int = 1) -> actions.Told:
    return actions.Told(
        skills=lines.skills,
        languages=lines.languages,
        hours=lines.hours,
        until=clock.today() + LASTS,
        utc_offset=lines.offset,
        words=lines.words,
        capacity=capacity,
    )


def _pair(told: story.Pair) -> Pair:
    return Pair.objects.get(mentor=_person(told.mentor), newcomer=_person(told.newcomer))


def _person(somebody: Somebody) -> Person:
    return Person.objects.get(username=somebody.username)
