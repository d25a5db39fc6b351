"""Who may take part and who sits, and where only the cleared go: as filters, so that lists ask it too."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from thriving.kernel import clock
from thriving.kernel.access import NOTHING, Scope
from thriving.movement.ages import ADULT, age_of_consent
from thriving.movement.models import Age, Clearance, Consent, ConsentBy, ConsentState
from thriving.movement.rules.minors import apart_from_minors
from thriving.programs.councils.states.membership import ACTIVE


def is_known(person: Any) -> bool:
    return bool(getattr(person, "is_authenticated", False) and getattr(person, "is_active", False))


def taking_part(path: str) -> Q:
    """Records whose person, by ``path``, may take part, as `movement.queries.minors` says of one.

    But a minor who has said another age since an officer confirmed one waits for the officer.
    """
    asked = Consent.objects.filter(person=OuterRef(path))
    given = asked.filter(state=ConsentState.GIVEN)
    by_guardian, by_themselves = (Exists(given.filter(by=by)) for by in (ConsentBy.GUARDIAN, ConsentBy.SELF))
    settled = Age.objects.filter(Q(band="") | Q(band=F("confirmed_band")), person=OuterRef(path))
    ages = settled.annotate(decides=Coalesce("decides_from", age_of_consent("").age))
    alone = Exists(ages.filter(_decide_alone()))
    grown = apart_from_minors(path) & (~Q(Exists(asked)) | Q(by_themselves))
    minors = Q(Exists(ages.exclude(confirmed_band=""))) & (
        (Q(alone) & Q(by_themselves)) | (~Q(alone) & Q(by_guardian))
    )
    return grown | (~apart_from_minors(path) & minors)


def _decide_alone() -> Q:
    """At every age of the confirmed band, by the law that an officer read."""
    bands = (Q(confirmed_band__startswith=f"{age}-", decides__lte=age) for age in range(ADULT))
    return reduce(or_, bands)


def sitting(day: date | OuterRef) -> Q:
    """Memberships whose seat is theirs, whose term has come on a day, and of nobody who may not be there."""
    held = Q(state=ACTIVE, term__starts_on__lte=day, term__ends_on__gte=day)
    return held & taking_part("person")


def cleared_where(minors: Q) -> Scope:
    """Where minors are, by the flag of the council or by its records, only adults who are cleared today."""

    def reach(person: Any) -> Q:
        if not is_known(person):
            return NOTHING
        cleared = Clearance.objects.on(clock.today()).filter(person=person.pk, person__shielded=False)
        return ~minors | Q(Exists(cleared))

    return Scope(reach)
