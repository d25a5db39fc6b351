"""Who may see, describe and judge affiliates and communities."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import NOTHING, Scope, declare, everyone, role, signed_in
from thriving.movement import scopes
from thriving.movement.roles import AFFILIATIONS_OFFICER, COMMUNITY_CONTACT, OFFICERS_OF_AFFILIATES
from thriving.movement.states import APPLYING, PUBLIC, STANDING


def led_by(person: Any, kind: str, roles: tuple[str, ...]) -> list[str]:
    """The keys of the groups of this kind over which the person holds one of the roles today."""
    if not getattr(person, "is_authenticated", False):
        return []
    held = {scope for name in roles for scope in person.scopes(name) if scopes.kind_of(scope) == kind}
    return sorted(scopes.key_of(scope) for scope in held)


def _theirs(person: Any, path: str = "") -> Q:
    """Affiliates of which the person is an officer, or for which they applied."""
    if not getattr(person, "is_authenticated", False):
        return NOTHING
    led = Q((f"{path}key__in", led_by(person, "affiliate", OFFICERS_OF_AFFILIATES)))
    return led | Q((f"{path}applicant", person.pk))


def _led_communities(person: Any) -> Q:
    return Q(key__in=led_by(person, "community", (COMMUNITY_CONTACT,)))


officer = role(AFFILIATIONS_OFFICER)
theirs = Scope(_theirs)
declare(
    apply_for_recognition=signed_in,
    search_members=signed_in,
    judge_affiliates=officer,
    see_affiliate=Scope(lambda _person: Q(state__in=PUBLIC)) | theirs | officer,
    follow_recognition=theirs | officer,
    describe_affiliate=(theirs & Scope(lambda _person: Q(state__in=(*APPLYING, *STANDING)))) | officer,
    withdraw_application=Scope(
        lambda person: Q(applicant=getattr(person, "pk", None), applicant__isnull=False, state__in=APPLYING)
    ),
    # Nobody judges their own: neither who applied nor who has an office there.
    judge_affiliate=officer & Scope(lambda person: ~_theirs(person)),
    hand_in_report=Scope(lambda person: _theirs(person, "affiliate__")) | officer,
    see_community=everyone,
    describe_community=Scope(_led_communities) | officer,
)
