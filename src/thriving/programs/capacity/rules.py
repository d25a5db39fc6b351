"""An affiliate's officers write; others read what it shows them; whoever confirms comes from outside."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.kernel.access import NOTHING, Scope, declare, role, whole
from thriving.movement import roles, scopes
from thriving.movement.models import RoleHolding
from thriving.movement.roles import A_YEAR, AFFILIATIONS_OFFICER, OFFICERS_OF_AFFILIATES
from thriving.movement.rules.groups import led_by
from thriving.movement.states import PUBLIC, STANDING
from thriving.programs.capacity.models import Assessment, HandedIn, Shown
from thriving.programs.capacity.states import (
    ACCEPTED,
    APART,
    ASKED,
    CONFIRMED,
    OPEN,
    PLANNED,
    RETURNED,
    TOLD,
    WITHDRAWN,
)

SUPPORTER = "capacity_supporter"
roles.declare(
    SUPPORTER,
    _("Supporter of affiliates"),
    _("Looks at what affiliates say they are able to do, and confirms it or gives it back."),
    given_by=("program_lead", AFFILIATIONS_OFFICER),
    longest=A_YEAR,
)


def _is_known(person: Any) -> bool:
    return bool(getattr(person, "is_authenticated", False) and getattr(person, "is_active", False))


def led(person: Any) -> list[str]:
    """The keys of the affiliates of which the person is an officer today."""
    return led_by(person, "affiliate", OFFICERS_OF_AFFILIATES)


def _led(person: Any, path: str) -> Q:
    return Q((f"{path}__in", led(person))) if _is_known(person) else NOTHING


def _shown(person: Any) -> Q:
    open_to = [Shown.PUBLIC, *([Shown.MOVEMENT] if _is_known(person) else [])]
    return Q(affiliate__state__in=PUBLIC, shown_to__in=open_to)


def _looked_at(person: Any) -> Q:
    """What somebody has taken on to look at, for as long as they hold what made them come from outside."""
    if not _is_known(person):
        return NOTHING
    mine = Q(looks__by=person.pk, looks__state__in=[ACCEPTED, CONFIRMED, RETURNED])
    return mine & Q(looks__peer__key__in=led(person))


def _made_with(person: Any) -> QuerySet[Assessment]:
    """What they wrote, or what was handed in around a time in which they had an office there.

    An office laid down just before looking does not make anybody come from outside.
    """
    lately = Q(ends_on=None) | Q(ends_on__gt=clock.today() - APART)
    offices = RoleHolding.objects.filter(
        lately | Q(ends_on__gte=OuterRef("handed_in_on")),
        person=person.pk,
        role__in=OFFICERS_OF_AFFILIATES,
        scope=Concat(Value(scopes.written("affiliate", "")), OuterRef("affiliate__key")),
    )
    handed_in = HandedIn.objects.filter(assessment=OuterRef("pk"), by=person.key)
    return Assessment.objects.filter(Q(begun_by=person.pk) | Exists(offices) | Exists(handed_in))


def _not_theirs(person: Any) -> Q:
    """Of looks: those at assessments of affiliates with which the person has nothing to do."""
    own = Q(assessment__affiliate__key__in=led(whole(person))) | Q(
        assessment__in=_made_with(person).values("pk")
    )
    return ~own & ~Q(assessment__affiliate__applicant=person.pk)


def _as_peer(person: Any) -> Q:
    return Q(way="peer", peer__key__in=led(person)) & _not_theirs(person) if _is_known(person) else NOTHING


def _as_supporter(person: Any) -> Q:
    return Q(way="support") & _not_theirs(person) if _is_known(person) else NOTHING


def _taken_by(person: Any) -> Q:
    return Q(by=person.pk, state=ACCEPTED) if _is_known(person) else NOTHING


officers = Scope(lambda person: _led(person, "affiliate__key"))
supports = role(SUPPORTER) | role("program_lead") | role(AFFILIATIONS_OFFICER)
trusted = supports | role("evaluator")  # they open the rows that plans count
handed_in = Scope(lambda _person: Q(state__in=[*TOLD, WITHDRAWN]))
from_outside = Scope(_as_peer) | (supports & Scope(_as_supporter))

declare(
    assess_affiliate=Scope(lambda person: _led(person, "key")) & Scope(lambda _person: Q(state__in=STANDING)),
    see_assessment=officers | (handed_in & (Scope(_shown) | trusted)) | Scope(_looked_at),
    keep_assessment=officers,
    take_look=Scope(lambda _person: Q(state=ASKED)) & from_outside,
    judge_look=Scope(_taken_by) & from_outside,
    call_off_look=Scope(lambda person: _led(person, "assessment__affiliate__key"))
    & Scope(lambda _person: Q(state__in=OPEN)),
    see_path=officers | (Scope(lambda _person: ~Q(state=PLANNED)) & (Scope(_shown) | trusted)),
    keep_path=officers,
)
