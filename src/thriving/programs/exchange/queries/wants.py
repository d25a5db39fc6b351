"""What a party itself has told: against it the others are held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from thriving.movement import skills
from thriving.movement.models import Affiliate, Person, PersonSkill
from thriving.movement.models.profile import Level
from thriving.programs.exchange.models import AffiliateSkill, Party, Way
from thriving.programs.exchange.rules import holds_today
from thriving.programs.matching.engine import Wanted
from thriving.programs.matching.engine.said import HELD

SIDE_ASKED_FOR = {Way.GET: PersonSkill.Side.WANTED, Way.GIVE: PersonSkill.Side.OFFERED}
SIDE_LOOKED_AT = {Way.GET: PersonSkill.Side.OFFERED, Way.GIVE: PersonSkill.Side.WANTED}


def skills_of(party: Party, side: str) -> list[str]:
    """What it told on this side, in the order of the tree."""
    told: set[str] = set(_told(party, side))
    return [key for key in skills.skills() if key in {skills.current(each) for each in told}]


def wanted_by(party: Party, way: Way, skill: str = "") -> Wanted:
    """What it asks for; of one ``skill`` only, where one is named."""
    topics = [skill] if skill else skills_of(party, SIDE_ASKED_FOR[way])
    asked = Wanted(
        topics=dict.fromkeys(topics, 1),
        offers=frozenset(_in_return(party, way)),
        is_offered=way == Way.GIVE,
    )
    if party.affiliate:
        return _of_affiliate(asked, party.affiliate, way, skill)
    return _of_person(asked, party.person) if party.person else asked


def level(told: str) -> int:
    """Of a language, as the engine counts it."""
    return HELD if told == Level.NATIVE else int(told)


def languages_of(person: Person) -> Mapping[str, int]:
    return {each.language_id: level(each.level) for each in person.languages.all()}


def _told(party: Party, side: str) -> list[str]:
    if party.affiliate_id:
        lines = AffiliateSkill.objects.filter(holds_today(), affiliate=party.affiliate_id, side=side)
        return list(lines.values_list("skill", flat=True))
    return list(PersonSkill.objects.filter(person=party.person_id, side=side).values_list("skill", flat=True))


def _in_return(party: Party, way: Way) -> list[str]:
    return skills_of(party, PersonSkill.Side.OFFERED) if way == Way.GET else []


def _of_affiliate(asked: Wanted, affiliate: Affiliate, way: Way, skill: str) -> Wanted:
    lines = AffiliateSkill.objects.filter(holds_today(), affiliate=affiliate, side=SIDE_ASKED_FOR[way])
    if skill:
        lines = lines.filter(skill=skill)
    told = list(lines)
    levels = [each.level for each in told if each.level]
    spoken = sorted({code for each in told for code in each.languages}) or affiliate.languages
    countries = affiliate.countries
    return replace(
        asked,
        languages=dict.fromkeys(spoken, HELD),
        country=countries[0] if countries else "",
        region="" if countries else next(iter(affiliate.regions), ""),
        level=min(levels) if levels and way == Way.GET else None,
    )


def _of_person(asked: Wanted, person: Person) -> Wanted:
    return replace(
        asked,
        languages=languages_of(person),
        country=person.country_id or "",
        region=person.region.key if person.region else "",
    )
