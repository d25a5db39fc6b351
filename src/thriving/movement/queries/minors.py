"""Who is a minor, who may take part, and which adults may be with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

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
    decides_from = age.decides_from or age_of_consent("").age
    return age.of_a_minor and (age.youngest or 0) < decides_from


def has_agreed(person: Person, by: ConsentBy) -> bool:
    return Consent.objects.filter(person=person, by=by, state=ConsentState.GIVEN).exists()


def waits_for_guardian(person: Person) -> bool:
    return Consent.objects.filter(person=person, by=ConsentBy.GUARDIAN, state=ConsentState.ASKED).exists()


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
    if wanted := consent_wanted(person, age):
        return has_agreed(person, wanted)
    return True


def consent_wanted(person: Person, age: Age) -> ConsentBy | None:
    """Whose yes there must be, if anybody's. A yes from when they were a minor does not last beyond 18."""
    if needs_guardian(age):
        return ConsentBy.GUARDIAN
    once_a_minor = age.of_a_minor or Consent.objects.filter(person=person).exists()
    return ConsentBy.SELF if once_a_minor else None


def mailbox(address: str) -> str:
    """Where an address leads: what follows a plus is but a label."""
    name, _at, host = address.strip().casefold().rpartition("@")
    return f"{name.partition('+')[0]}@{host}"


def reached_at(address: str) -> QuerySet[Person]:
    """Accounts whose mail lies in the same mailbox."""
    box = mailbox(address)
    name, _at, host = box.rpartition("@")
    labeled = Q(email__istartswith=f"{name}+", email__iendswith=f"@{host}")
    return Person.objects.filter(Q(email__iexact=box) | labeled)


def adults_cleared(people: Iterable[Person], on: date | None = None) -> QuerySet[Person]:
    """Those of ``people`` who are adults and hold a clearance on a day: each once."""
    valid = Clearance.objects.on(on or clock.today()).filter(person=OuterRef("pk"))
    keys = [each.pk for each in people]
    return Person.objects.without_minors().filter(Exists(valid), pk__in=keys, is_active=True)


def is_cleared(person: Person, on: date | None = None) -> bool:
    return adults_cleared([person], on).exists()


def mismatches() -> Iterator[str]:
    """A sentence where somebody who is a minor by their age is not protected, or protected without one."""
    shielded = {each.person_id for each in Age.objects.iterator() if each.shields}
    marked = set(Person.objects.filter(shielded=True).values_list("pk", flat=True))
    if wrong := len(shielded ^ marked):
        yield f"{wrong} people are protected as minors otherwise than their ages say."


def spoken(band: str) -> str:
    """A band in words; of none, nothing."""
    return str(Band.read(band)) if band else ""


def told_by_themselves(age: Age) -> str:
    """The band that they say; and a younger one that they said before, which no officer has settled."""
    if age.youngest_said == age.band:
        return spoken(age.band)
    words = {"before": spoken(age.youngest_said), "now": spoken(age.band)}
    return _("%(before)s, later %(now)s") % words
