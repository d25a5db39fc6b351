"""Who takes part, for whom somebody acts, and how much room each has."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Q, QuerySet

from thriving.kernel import access, clock
from thriving.movement import scopes
from thriving.movement.models import Affiliate, Person
from thriving.movement.queries.roles import held_today
from thriving.movement.roles import OFFICERS_OF_AFFILIATES
from thriving.programs.exchange import rules
from thriving.programs.exchange.models import Party
from thriving.programs.exchange.states import ACCEPTED, ASKED

may_take_part = rules.takes_part


def parties_for(reader: Any) -> QuerySet[Party]:
    """For which the reader acts: their own first."""
    found = access.within(reader, "act_for_party", Party.objects.select_related("person", "affiliate"))
    return found.order_by(F("person").asc(nulls_last=True), "affiliate__sort_name")


def party_of_person(person: Any) -> Party | None:
    return parties_for(person).filter(person=getattr(person, "pk", None), person__isnull=False).first()


def party_of_affiliate(reader: Any, affiliate: Affiliate) -> Party | None:
    return parties_for(reader).filter(affiliate=affiliate).first()


def affiliates_led(reader: Any) -> QuerySet[Affiliate]:
    return access.within(reader, "lead_exchange", Affiliate.objects.order_by("sort_name", "pk"))


def officers_of(party: Party) -> list[Person]:
    """Who reads what reaches a party: the person, or whoever is an officer of the affiliate today."""
    if party.person:
        return [party.person] if rules.takes_part(party.person) else []
    if party.affiliate is None:
        return []
    scope = scopes.written("affiliate", party.affiliate.key)
    held = held_today().filter(role__in=OFFICERS_OF_AFFILIATES, scope=scope)
    people = Person.objects.filter(pk__in=held.values("person"), is_active=True, shielded=False)
    return list(people.order_by("pk"))


def room_of(party: Party) -> int:
    """How many more exchanges it can begin at present."""
    return party.capacity - party.exchanges_as_asked.filter(state=ACCEPTED).count()


def have_room(parties: QuerySet[Party], *, asked_directly: bool) -> QuerySet[Party]:
    """Each with ``busy``: what it is in, and what waits for it.

    A request waits until its day, whatever was answered in silence, or room that comes back would tell of it.
    For the same reason those that were passed on do not count where others look, and those that a block held
    back do: beside an accomplice's list their absence would tell of the block. Where nobody looks they take
    no room from who never read them.
    """
    waiting = Q(exchanges_as_asked__state=ASKED, exchanges_as_asked__due_on__gte=clock.today())
    if asked_directly:
        waiting &= Q(exchanges_as_asked__was_passed_on=False)
    else:
        waiting &= Q(exchanges_as_asked__is_delivered=True)
    taken = Q(exchanges_as_asked__state=ACCEPTED) | waiting
    return parties.annotate(busy=Count("exchanges_as_asked", filter=taken))
