"""Nobody browses mentors: who wants to learn sees offers that are shown to them; the two see their pair."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, F, Q

from thriving.kernel import clock
from thriving.kernel.access import NOTHING, Scope, declare
from thriving.movement.models import Person
from thriving.movement.rules.minors import apart_from_minors
from thriving.movement.rules.people import line
from thriving.programs.mentoring.models import Block, Offer, Pair, Wish
from thriving.programs.mentoring.states import ACCEPTED, ASKED, OPEN

_offers_line = line("offers_shown_to")
# Two people alone with each other: where one of them is a minor, there is no pair for either of them.
_OF_ADULTS = apart_from_minors("mentor") & apart_from_minors("newcomer")


def _is_known(person: Any) -> bool:
    return bool(getattr(person, "is_authenticated", False) and getattr(person, "is_active", False))


def _to_those_who_ask(person: Any) -> Q:
    """Open offers of others with room, for whoever has an open wish of their own."""
    if not _is_known(person):
        return NOTHING
    asks = Wish.objects.filter(
        apart_from_minors("person"), person=person.pk, state=OPEN, until__gte=clock.today()
    )
    shown = Person.objects.filter(_offers_line.on(Person, person), Exists(asks), is_active=True)
    others = Q(person__in=shown.exclude(pk=person.pk).values("pk"))
    return Q(state=OPEN, until__gte=clock.today()) & others & ~_apart(person) & ~Q(pk__in=full().values("pk"))


def _apart(person: Person) -> Q:
    """Who has been asked before, whatever came of it, and who blocked whom."""
    asked = Pair.objects.filter(newcomer=person.pk, mentor__isnull=False).values("mentor")
    blocked = Block.objects.filter(by=person.pk).values("other")
    blocking = Block.objects.filter(other=person.pk).values("by")
    return Q(person__in=asked) | Q(person__in=blocked) | Q(person__in=blocking)


def full() -> Any:
    """Offers whose mentors have as many newcomers as they can take."""
    working = Count("person__pairs_as_mentor", filter=Q(person__pairs_as_mentor__state=ACCEPTED))
    return Offer.objects.order_by().annotate(working=working).filter(working__gte=F("capacity"))


def _as(side: str, *states: str) -> Scope:
    """Of pairs: those in which the person is on this side, in one of the states."""

    def reach(person: Any) -> Q:
        if not _is_known(person):
            return NOTHING
        mine = Q((side, person.pk)) & _OF_ADULTS
        return mine & Q(state__in=states) if states else mine

    return Scope(reach)


def _own(person: Any) -> Q:
    return Q(person=person.pk) if _is_known(person) else NOTHING


def _asked_of(person: Any) -> Q:
    return Q(of=person.key, answer="") if _is_known(person) else NOTHING


declare(
    see_offer=Scope(_to_those_who_ask),
    keep_lines=Scope(_own),  # of offers and wishes
    see_pair=_as("mentor") | _as("newcomer"),
    answer_newcomer=_as("mentor", ASKED),
    withdraw_request=_as("newcomer", ASKED),
    write_to_pair=_as("mentor", ACCEPTED) | _as("newcomer", ACCEPTED),
    tell_outcome=Scope(_asked_of),
)
