"""Who is on an event's side: whoever organizes it, is paid for it, or speaks for those who do.

None of them judges its risks, is one of the two who let it have less care, or holds its money. A person is
all their accounts: whatever one of them is, they are.
"""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Concat

from thriving.grants.agreements.models import Agreement, Side, Signature
from thriving.grants.agreements.queries import events_of
from thriving.grants.agreements.states import DROPPED
from thriving.grants.proposals.models import Applicant
from thriving.movement.models import RoleHolding
from thriving.movement.queries.accounts import accounts_of
from thriving.movement.roles import OFFICERS_OF_AFFILIATES
from thriving.movement.scopes import WHOLE, written
from thriving.programs.events.models import Event, Organizer
from thriving.safety.event_risk.models import Assessment, Risk, Stakeholder
from thriving.safety.event_risk.stakeholding import Employer


def events_on_whose_side(person: Any) -> QuerySet[Event]:
    """Those that must be judged by others than this person."""
    accounts = dict(accounts_of(person).values_list("pk", "key"))
    pks, keys = list(accounts), list(accounts.values())
    return Event.objects.filter(
        Q(pk__in=_organized(pks))
        | Q(pk__in=Event.objects.filter(safety_person__in=pks).values("pk"))
        | Q(pk__in=_answered_for(pks))
        | Q(pk__in=Assessment.objects.filter(submitted_by__in=keys).values("event"))
        | Q(pk__in=Risk.objects.filter(written_by__in=keys).values("assessment__event"))
        | Q(pk__in=_paid_for(pks, keys))
    )


def _organized(pks: list[int]) -> QuerySet[Any]:
    """By them, or by somebody of an affiliate in which they have, or ever had, an office."""
    colleagues = _offices().filter(scope__in=_offices().filter(person__in=pks).values("scope"))
    return Organizer.objects.filter(Q(person__in=pks) | Q(person__in=colleagues.values("person"))).values(
        "event"
    )


def _answered_for(pks: list[int]) -> QuerySet[Any]:
    """In whose register they are, unless the Foundation sends them."""
    found = Stakeholder.objects.filter(person__in=pks).exclude(employer=Employer.FOUNDATION)
    return found.values("event")


def _paid_for(pks: list[int], keys: list[str]) -> set[int]:
    agreements = _granted(pks, keys).select_related("proposal__affiliate")
    return {event for each in agreements for event in events_of(each).values_list("pk", flat=True)}


def _granted(pks: list[int], keys: list[str]) -> QuerySet[Agreement]:
    """Agreements on whose grantee's side they are: as applicant, by an office, or since they signed."""
    together = Applicant.objects.filter(person__in=pks, agreed_at__isnull=False)
    signed = Signature.objects.filter(side=Side.THEIRS, signed_by__in=keys)
    of = Concat(Value(written("affiliate", "")), F("proposal__affiliate__key"), output_field=CharField())
    return (
        Agreement.objects.exclude(state=DROPPED)
        .alias(of=of)
        .filter(
            Q(proposal__applicant__in=pks)
            | Q(proposal__in=together.values("proposal"))
            | Q(pk__in=signed.values("text__agreement"))
            | Q(proposal__affiliate__isnull=False, of__in=_offices().filter(person__in=pks).values("scope"))
        )
    )


def _offices() -> QuerySet[RoleHolding]:
    """Of affiliates, also those that are over: a look back at one's own is no less partial."""
    return RoleHolding.objects.filter(role__in=OFFICERS_OF_AFFILIATES).exclude(scope=WHOLE)
