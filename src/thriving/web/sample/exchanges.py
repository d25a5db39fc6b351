"""Exchanges of skills of the sample year, through the actions of the product."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from thriving.kernel import clock
from thriving.movement.actions import grant_role
from thriving.movement.models import Affiliate, Person
from thriving.programs.exchange import actions
from thriving.programs.exchange.actions import LineTold, PartyTold
from thriving.programs.exchange.models import Exchange, Outcome, Party, Way
from thriving.web.sample.cast import TELLER, Somebody
from thriving.web.sample.deeds import OfExchange
from thriving.web.sample.story import exchanges as story

LASTS = timedelta(days=365)
_TOLD: Mapping[str, story.Exchange] = {each.key: each for each in (*story.EXCHANGES, story.PASSED_ON)}


def take(deed: OfExchange) -> None:
    if deed.exchange:
        STEPS[deed.step](_TOLD[deed.exchange])
    else:
        FOR_ALL[deed.step]()


def _tell() -> None:
    """Officers are named, affiliates tell of their skills, and two people take part."""
    for key, somebody in story.OFFICERS.items():
        grant_role(_person(somebody), "affiliate_contact", scope=f"affiliate:{key}", by=TELLER)
        told = PartyTold(2, clock.today() + LASTS, story.CONTACTS[key])
        actions.take_part(_affiliate(key), told, by=_officer(key), sample=True)
    for line in story.LINES:
        said = LineTold(
            line.side, line.skill, line.level, line.languages, note=line.note, shown_to=line.shown_to
        )
        actions.keep_line(_affiliate(line.affiliate), said, by=_officer(line.affiliate), sample=True)
    for somebody, reached in story.TAKING_PART:
        person = _person(somebody)
        said_ = PartyTold(2, clock.today() + LASTS, story.TALKS, reached)
        actions.take_part(person, said_, by=person, sample=True)


def _ask(told: story.Exchange) -> None:
    asker, asked = _party(told.asker), Party.objects.get(person__username=told.asked.username)
    by = _officer(told.asker)
    actions.ask(asker, asked.key, Way.GET, told.skill, words=told.words, by=by, sample=True)


def _accept(told: story.Exchange) -> None:
    actions.accept(_exchange(told), by=_person(told.asked))


def _say(told: story.Exchange) -> None:
    for outcome in Outcome.objects.filter(exchange=_exchange(told)).order_by("side"):
        asked = outcome.side == "asked"
        by = _person(told.asked) if asked else _officer(told.asker)
        actions.tell_outcome(outcome, "helped", words="" if asked else told.came, by=by)


def _call(told: story.Exchange) -> None:
    by = _officer(told.asker)
    actions.call(_party(told.asker), Way.GET, told.skill, words=told.words, by=by, sample=True)


STEPS: Mapping[str, Callable[[story.Exchange], None]] = {
    "ask": _ask,
    "accept": _accept,
    "say": _say,
    "call": _call,
}
FOR_ALL: Mapping[str, Callable[[], object]] = {
    "tell": _tell,
    "ask_what_came": lambda: actions.ask_what_came(TELLER),
    "pass_on": lambda: actions.pass_on(TELLER),
}


def _exchange(told: story.Exchange) -> Exchange:
    return Exchange.objects.get(asker=_party(told.asker), asked__person=_person(told.asked))


def _party(affiliate: str) -> Party:
    return Party.objects.get(affiliate__key=affiliate)


def _affiliate(key: str) -> Affiliate:
    return Affiliate.objects.get(key=key)


def _officer(key: str) -> Person:
    return _person(story.OFFICERS[key])


def _person(somebody: Somebody) -> Person:
    return Person.objects.get(username=somebody.username)
