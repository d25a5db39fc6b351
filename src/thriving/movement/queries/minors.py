"""Who is a minor, who may take part, and which adults may be with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from thriving.kernel import clock
from thriving.movement.ages import Band, age_of_consent
from thriving.movement.models import Age, Clearance, Consent, ConsentBy, ConsentState, Person

OPEN = (ConsentState.ASKED, ConsentState.GIVEN)


def is_minor(person: Person) -> bool:
    """Or protected like one. As it is now: an object that was read before may be behind."""
    return Person.objects.filter(pk=person.pk, shielded=True).exists()


def age_of(person: Person) -> Age | None:
    return Age.objects.filter(person=person).first()


def confirmed_band(person: Person) -> Band | None:
    """Between which ages they are, as an officer confirmed; ``None`` until then."""
    age = age_of(person)
    return Band.read(age.confirmed_band) if age and age.is_confirmed else None


def needs_guardian(age: Age) -> bool:
    """Where they live, somebody of their youngest possible age does not decide alone. Unconfirmed: at 16."""
    band = Band.read(age.confirmed_band or age.band) if age.confirmed_band or age.band else None
    decides_from = age.decides_from or age_of_consent("").age
    return band is not None and band.of_minors and band.first < decides_from


def consent_of(person: Person) -> Consent | None:
    """The newest, whatever became of it."""
    return Consent.objects.filter(person=person).order_by("-pk").first()


def may_take_part(person: Person) -> bool:
    """In a council. A minor: once the band is confirmed, and a guardian, or they where they decide, agreed.

    Who has grown up since a guardian agreed is asked afresh, and is out until they have said yes.
    """
    age = age_of(person)
    if age is None:
        return True
    if age.shields and not age.is_confirmed:
        return False
    wanted = ConsentBy.GUARDIAN if needs_guardian(age) else ConsentBy.SELF
    if not age.of_a_minor and not _asks_themselves(person):
        return True
    return Consent.objects.filter(person=person, by=wanted, state=ConsentState.GIVEN).exists()


def _asks_themselves(person: Person) -> bool:
    """They once took part by somebody's consent, or by their own as a minor: that does not last."""
    return Consent.objects.filter(person=person).exists()


def adults_cleared(people: Iterable[Person], on: date | None = None) -> QuerySet[Person]:
    """Those of ``people`` who are adults and hold a clearance on a day: each once."""
    valid = Clearance.objects.on(on or clock.today()).filter(person=OuterRef("pk"))
    keys = [each.pk for each in people]
    return Person.objects.without_minors().filter(Exists(valid), pk__in=keys, is_active=True)


def is_cleared(person: Person, on: date | None = None) -> bool:
    return adults_cleared([person], on).exists()
