"""What whoever protects minors has before them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from thriving.kernel import access, clock
from thriving.movement.models import Age, Clearance, Consent, ConsentState, Person

RULE = "safeguard_minors"
BEFORE = timedelta(days=14)  # that long before a minor is to be asked again, it waits for them
SOON = timedelta(days=60)  # that long before it expires, a clearance waits to be renewed


def looked_after(reader: Any) -> QuerySet[Person]:
    """Whose ages the reader may confirm: whoever said something of it, or stands where minors may stand."""
    return access.within(reader, "confirm_age", Person.objects.filter(age__isnull=False, is_active=True))


def to_confirm(reader: Any) -> QuerySet[Age]:
    """What somebody says and nobody confirmed yet; or they stand, and have not said it."""
    unsaid = Q(band="", confirmed_band="", stands=True)
    said = ~Q(band="") & ~Q(band=F("confirmed_band"), youngest_said=F("confirmed_band"))
    return _ages(reader).filter(unsaid | said & (Q(stands=True) | Q(person__shielded=True)))


def to_ask_again(reader: Any, on: date | None = None) -> QuerySet[Age]:
    return _ages(reader).filter(ask_again_on__lte=on or clock.today())


def to_delete(reader: Any) -> QuerySet[Consent]:
    """A guardian asked that the account goes."""
    asked = Consent.objects.filter(deletion_asked_on__isnull=False, person__in=looked_after(reader))
    return asked.select_related("person").order_by("deletion_asked_on")


def open_consents(people: QuerySet[Person]) -> QuerySet[Consent]:
    return Consent.objects.filter(person__in=people, state__in=[ConsentState.ASKED, ConsentState.GIVEN])


def clearances(reader: Any) -> QuerySet[Clearance]:
    """Those that hold today, the next to expire first."""
    if not access.holds(reader, RULE):
        return Clearance.objects.none()
    found = Clearance.objects.on(clock.today()).filter(person__is_active=True)
    return found.select_related("person", "checked_by").order_by("expires_on", "pk")


def expiring(reader: Any, on: date | None = None) -> QuerySet[Clearance]:
    """Soon, and not yet followed by a longer one."""
    day = (on or clock.today()) + SOON
    later = Clearance.objects.filter(expires_on__gt=day, ended_on=None).values("person")
    return clearances(reader).filter(expires_on__lte=day).exclude(person__in=later)


def own_expiring(person: Person) -> Clearance | None:
    held = Clearance.objects.on(clock.today()).filter(person=person).order_by("-expires_on").first()
    return held if held and held.expires_on <= clock.today() + SOON else None


def _ages(reader: Any) -> QuerySet[Age]:
    mine = Age.objects.filter(person__in=looked_after(reader))
    return mine.select_related("person").order_by("stated_on", "pk")
