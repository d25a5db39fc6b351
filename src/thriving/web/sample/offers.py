"""Initiatives, core duties and learning patterns of the sample year, taken through their steps."""

from __future__ import annotations

from collections.abc import Mapping

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.initiatives import actions as initiatives
from thriving.programs.initiatives.actions import Described, DutyDescribed
from thriving.programs.initiatives.models import Part
from thriving.programs.patterns import actions as patterns
from thriving.programs.patterns.actions import Written
from thriving.web.sample import cast
from thriving.web.sample.deeds import in_every_language
from thriving.web.sample.story.offers import DUTIES, LOGIC, OFFERS, PATTERNS, Learned, Offer

OFFERS_BY_KEY: Mapping[str, Offer] = {each.key: each for each in OFFERS}
_PATTERNS: Mapping[str, Learned] = {each.key: each for each in PATTERNS}
WITH_LOGIC = "leadership-sessions"


def hold_duties() -> None:
    """On the first day: who holds which, under which priority."""
    for each in DUTIES:
        said = DutyDescribed(
            kind=each.kind,
            title=in_every_language(each.title),
            team=in_every_language(each.team),
            begins_on=clock.today(),
            priority=_priority(each.priority) if each.priority else "",
            why_none=in_every_language(each.why) if each.why else Words(),
        )
        initiatives.hold_duty(said, key=each.key, by=cast.TELLER, sample=True)


def offer(key: str, by: Person, helper: Person) -> None:
    told = OFFERS_BY_KEY[key]
    initiative = initiatives.propose(_described(told), key=key, by=by, sample=True)
    if key == WITH_LOGIC:
        initiatives.write_logic(initiative, LOGIC, by=by)
    initiatives.publish(initiative, by=by)
    initiatives.involve(initiative, by, Part.ANSWERS, by=by)
    initiatives.involve(initiative, helper, Part.RUNS, by=by)
    if told.left is not None:
        initiatives.count_places(initiative, told.left, by=by)


def share(key: str, author: Person, endorser: Person) -> None:
    """Somebody writes down what was learned; somebody else says that it helped, and where it was used."""
    told = _PATTERNS[key]
    said = Written(
        title=in_every_language(told.title),
        problem=in_every_language(told.problem),
        solution=in_every_language(told.solution),
        when=in_every_language(told.when),
        when_not=in_every_language(told.when_not),
        topics=told.topics,
        credited=True,
    )
    pattern = patterns.write(said, key=key, by=author, sample=True)
    patterns.publish(pattern, by=author)
    patterns.endorse(pattern, by=endorser)
    for where in told.used:
        patterns.reuse(pattern, where, on=clock.today(), by=endorser, sample=True)


def _described(told: Offer) -> Described:
    title = in_every_language(told.title)
    language, own = told.own
    if language:
        title[language] = own
    return Described(
        title=title,
        text=in_every_language(told.text),
        how=in_every_language(told.how),
        gives=told.gives,
        audiences=told.audiences,
        barriers=told.barriers,
        topics=told.topics,
        countries=told.countries,
        regions=told.regions,
        languages=told.languages,
        priorities=(_priority(told.priority),),
        key_results=(_priority(told.key_result),) if told.key_result else (),
        closes_on=told.closes_on,
        hours=told.hours,
        places=told.places,
    )


def _priority(key: str) -> str:
    return f"{cast.PLAN}/{key}"
