"""Whom a party can be shown, and whom a request can be passed on to.

What is shown is made only of lines that the reader may see on other pages too: so neither a name that is
missing, nor a number of those left out, nor a reason tells of a line that is private.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from thriving.kernel import access, clock
from thriving.movement import skills
from thriving.movement.models import CountryProtection, Person, PersonSkill
from thriving.movement.queries.people import visible
from thriving.movement.rules.minors import apart_from_minors
from thriving.movement.states import STANDING
from thriving.programs.exchange.models import AffiliateSkill, Block, Exchange, Party, Reached, Way
from thriving.programs.exchange.queries.lines import lines_for
from thriving.programs.exchange.queries.parties import have_room, parties_for
from thriving.programs.exchange.queries.wants import SIDE_LOOKED_AT, languages_of
from thriving.programs.exchange.rules import holds_today
from thriving.programs.matching.engine import Offer
from thriving.programs.matching.engine.said import HELD


@dataclass(frozen=True)
class Listed:
    """A party that may be shown, and what of it is held against what is wanted."""

    party: Party
    offer: Offer
    note: str = ""


def listed_for(reader: Any, party: Party, way: Way) -> list[Listed]:
    """Affiliates by name, people without; a few queries, however many there are.

    Only people who help: a list of those who need help is what somebody with bad intentions looks for.
    """
    others = have_room(_others(parties_for(reader), party), asked_directly=True)
    people = _people(reader, others) if way == Way.GET else []
    return [*_affiliates(reader, others, way), *people]


def reachable_by(party: Party, way: Way) -> list[Listed]:
    """To whom a request may be passed on, by all lines that there are: nobody is shown the list.

    Who has refused this party before, or blocked it, is never asked by it again.
    """
    own = Party.objects.filter(Q(person=party.person_id, person__isnull=False) | Q(pk=party.pk))
    others = have_room(_others(own, party), asked_directly=False).exclude(pk__in=_refusing(party))
    others = others.exclude(exchanges_as_asked__in=Exchange.objects.filter(asker=party, state="asked"))
    sides = {"side": SIDE_LOOKED_AT[way]}
    lines = AffiliateSkill.objects.filter(holds_today(), **sides).select_related("affiliate")
    told = PersonSkill.objects.filter(**sides)
    everything = Person.objects.without_minors().values("pk")
    return [*_of_lines(others, lines, lines.none()), *_of_people(others, told, everything, everything)]


def refuses(party: Party, asker: Party, by: Person | None) -> bool:
    """Whether a request of ``asker`` must not reach ``party``: a block, or a no that was meant to last."""
    blocked = Q(other=asker) | (Q(other__person=by.pk) if by else Q(pk__in=[]))
    if Block.objects.filter(blocked, by=party).exists():
        return True
    return Exchange.objects.filter(asker=asker, asked=party, refused_on__isnull=False).exists()


def _refusing(asker: Party) -> QuerySet[Any, Any]:
    refused = Exchange.objects.filter(asker=asker, refused_on__isnull=False, asked__isnull=False)
    blocked = Block.objects.filter(other=asker)
    return Party.objects.filter(Q(pk__in=refused.values("asked")) | Q(pk__in=blocked.values("by"))).values(
        "pk"
    )


def _others(own: QuerySet[Party], party: Party) -> QuerySet[Party]:
    """Open ones of others: nobody under age, nobody where taking part is dangerous."""
    protected = CountryProtection.objects.on(clock.today()).values("country")
    people = Q(person__is_active=True) & apart_from_minors("person") & ~Q(person__country__in=protected)
    affiliates = Q(affiliate__state__in=STANDING)
    found = Party.objects.filter(Q(is_open=True, until__gte=clock.today()), people | affiliates)
    mine = [party.pk, *own.order_by().values_list("pk", flat=True)]
    return found.exclude(pk__in=mine).order_by("pk")


def _affiliates(reader: Any, others: QuerySet[Party], way: Way) -> list[Listed]:
    lines = lines_for(reader)
    wants = lines.filter(side=PersonSkill.Side.WANTED) if way == Way.GET else lines.none()
    return _of_lines(others, lines.filter(side=SIDE_LOOKED_AT[way]), wants)


def _of_lines(
    others: QuerySet[Party], lines: QuerySet[AffiliateSkill], wants: QuerySet[AffiliateSkill]
) -> list[Listed]:
    told, wanted = _by_affiliate(lines), _by_affiliate(wants)
    parties = others.filter(affiliate__in=list(told)).select_related("affiliate")
    return [
        Listed(
            each,
            _offer_of(each, told[each.affiliate_id], wanted.get(each.affiliate_id, ())),
            _notes(told[each.affiliate_id]),
        )
        for each in parties.prefetch_related("affiliate__reaches")
        if each.affiliate_id
    ]


def _by_affiliate(lines: Iterable[AffiliateSkill]) -> Mapping[int, list[AffiliateSkill]]:
    found: dict[int, list[AffiliateSkill]] = defaultdict(list)
    for line in lines:
        found[line.affiliate_id].append(line)
    return found


def _offer_of(party: Any, lines: list[AffiliateSkill], wants: Iterable[AffiliateSkill]) -> Offer:
    affiliate = party.affiliate
    spoken = {code for line in lines for code in line.languages} or set(affiliate.languages)
    levels = [line.level for line in lines if line.level]
    return Offer(
        key=party.key,
        topics=frozenset(skills.current(line.skill) for line in lines),
        languages=dict.fromkeys(sorted(spoken), HELD),
        countries=frozenset(affiliate.countries),
        regions=frozenset(affiliate.regions),
        places_left=_places(party),
        level=max(levels, default=None),
        wants=frozenset(skills.current(line.skill) for line in wants),
        confirmed_on=max((line.confirmed_on for line in lines), default=None),
        sample=party.sample,
    )


def _notes(lines: list[AffiliateSkill]) -> str:
    return " ".join(line.note for line in lines if line.note)


def _people(reader: Any, others: QuerySet[Party]) -> list[Listed]:
    """Those who let the reader see in their profile what they can help with, and want to be listed."""
    shown = visible(reader)
    helping = access.within(reader, "see_person_offers", shown).values("pk")
    told = PersonSkill.objects.filter(side=PersonSkill.Side.OFFERED, person__in=helping)
    languages = access.within(reader, "see_person_languages", shown).values("pk")
    where = access.within(reader, "see_person_where", shown).values("pk")
    return _of_people(others.filter(reached=Reached.LISTED), told, languages, where)


def _of_people(
    others: QuerySet[Party],
    told: QuerySet[PersonSkill],
    languages: QuerySet[Any, Any],
    where: QuerySet[Any, Any],
) -> list[Listed]:
    by_person: dict[int, set[str]] = defaultdict(set)
    parties = others.filter(person__isnull=False)
    for person, skill in told.filter(person__in=parties.values("person")).values_list("person", "skill"):
        by_person[person].add(skills.current(skill))
    speaks = set(languages.filter(pk__in=by_person).values_list("pk", flat=True))
    located = set(where.filter(pk__in=by_person).values_list("pk", flat=True))
    found = parties.filter(person__in=list(by_person)).select_related("person__region")
    return [
        Listed(each, _offer_of_person(each, by_person[each.person_id], speaks, located))
        for each in found.prefetch_related("person__languages")
        if each.person_id
    ]


def _offer_of_person(party: Any, topics: set[str], speaks: set[int], located: set[int]) -> Offer:
    """How fresh it is stays untold: a day would help to guess who it is."""
    person = party.person
    shows_where = person.pk in located
    return Offer(
        key=party.key,
        topics=frozenset(topics),
        languages=languages_of(person) if person.pk in speaks else {},
        countries=frozenset({person.country_id} if shows_where and person.country_id else ()),
        regions=frozenset({person.region.key} if shows_where and person.region else ()),
        places_left=_places(party),
        sample=party.sample,
    )


def _places(party: Any) -> int | None:
    """None left, or enough: a number would tell of what else somebody has agreed to."""
    return None if party.busy < party.capacity else 0
