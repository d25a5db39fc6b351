"""Which seats fit whom, and how long somebody has served."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thriving.kernel import access
from thriving.movement import naming
from thriving.movement.models import Person
from thriving.movement.queries import minors
from thriving.programs.councils.models import Call, Council, Membership, Nomination, Seat, Term
from thriving.programs.councils.states.membership import HOLDING
from thriving.ui import cldr


def why_not_in(nomination: Nomination, seat: Seat) -> str:
    """The sentence for who would give the seat; empty where it fits."""
    if not seat.is_open:
        return _("This seat is no longer offered.")
    if seat.region and seat.region.key != nomination.region:
        return _("This seat is kept for another region.")
    if seat.languages and not set(seat.languages) & set(nomination.languages):
        return _("This seat is kept for speakers of other languages.")
    return why_not_by_age(nomination.call, nomination.nominee)


def why_not_seated(nomination: Nomination, seat: Seat) -> str:
    """The same with what else may hinder in the term of the call; empty where it can be theirs."""
    person = nomination.nominee
    if person and not minors.may_take_part(person):
        return _("They cannot take part yet: their age or somebody’s consent is still missing.")
    if sentence := why_not_in(nomination, seat):
        return sentence
    council, term = nomination.call.council, nomination.call.term
    if person and served_in_a_row(council, person, term) >= council.most_terms:
        return _("They have served as many terms in a row as the council allows.")
    return ""


def fits(nomination: Nomination, seat: Seat) -> bool:
    """By region and languages alone, as a panel places candidates."""
    in_region = seat.region is None or seat.region.key == nomination.region
    speaks = not seat.languages or bool(set(seat.languages) & set(nomination.languages))
    return in_region and speaks


def why_not_by_age(call: Call, person: Person | None) -> str:
    """A council without bands is for adults; else an officer confirmed one of its bands."""
    bands = call.bands or call.council.bands
    if person is None:
        return _("They are no longer here.")
    if not bands:
        return _("This council is for adults.") if minors.is_minor(person) else ""
    confirmed = minors.confirmed_band(person)
    if confirmed is None:
        return _("A safeguarding officer has not confirmed their age band yet.")
    return "" if confirmed.key in bands else _("This call is for another age.")


def served_in_a_row(council: Council, person: Person, term: Term) -> int:
    """How many terms right before this one they held a seat, however each ended."""
    served = set(
        Membership.objects.filter(council=council, person=person).values_list("term__number", flat=True)
    )
    return sum(1 for _each in takewhile(lambda number: number in served, range(term.number - 1, 0, -1)))


def seat_name(seat: Seat) -> str:
    """By its title, or by for whom it is kept, or by its number."""
    named = str(seat.title) or _("Seat %(number)s") % {"number": cldr.number(seat.number)}
    kept = kept_for(seat)
    return f"{named} ({', '.join(kept)})" if kept else named


def kept_for(seat: Seat) -> list[str]:
    """The region and the languages that it is kept for."""
    region = [naming.region_name(seat.region.key, seat.region.name)] if seat.region else []
    return [*region, *(cldr.language_name(code) for code in seat.languages)]


def memberships_for(reader: Any) -> QuerySet[Membership]:
    """One's own, and those of the councils that one answers for."""
    found = Membership.objects.select_related("council", "seat__region", "term")
    return access.within(reader, "see_membership", found)


def held_in(term: Term) -> dict[int, int | None]:
    """By whom the seats are held in a term."""
    held = Membership.objects.filter(term=term, state__in=HOLDING)
    return dict(held.values_list("seat", "person"))
