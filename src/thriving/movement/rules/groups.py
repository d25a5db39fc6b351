"""Who may see, describe and judge affiliates and communities."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import NOTHING, Scope, declare, everyone, lets_read, role, signed_in, whole
from thriving.movement import scopes
from thriving.movement.roles import AFFILIATIONS_OFFICER, COMMUNITY_CONTACT, OFFICERS_OF_AFFILIATES
from thriving.movement.states import APPLYING, PUBLIC, REFUSED, STANDING


def led_by(person: Any, kind: str, roles: tuple[str, ...]) -> list[str]:
    """The keys of the groups of this kind over which the person holds one of the roles today."""
    if not getattr(person, "is_authenticated", False):
        return []
    held = {scope for name in roles for scope in person.scopes(name) if scopes.kind_of(scope) == kind}
    return sorted(scopes.key_of(scope) for scope in held)


def _led(person: Any, path: str = "") -> Q:
    """Affiliates of which the person is an officer."""
    return Q((f"{path}key__in", led_by(person, "affiliate", OFFICERS_OF_AFFILIATES)))


def _applied_for(person: Any, states: tuple[str, ...], path: str = "") -> Q:
    """Those for which the person applied, in these states; decided, it is led by its officers."""
    if not getattr(person, "is_authenticated", False):
        return NOTHING
    return Q((f"{path}applicant", person.pk), (f"{path}state__in", states))


def _of_their_own(person: Any) -> Q:
    """Those of which they are an officer, or for which they ever applied."""
    return _led(whole(person)) | Q(applicant=person.pk)


def _led_communities(person: Any) -> Q:
    return Q(key__in=led_by(person, "community", (COMMUNITY_CONTACT,)))


officer = role(AFFILIATIONS_OFFICER)
theirs = Scope(_led) | Scope(lambda person: _applied_for(person, (*APPLYING, *REFUSED)))
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
    judge_affiliate=officer & Scope(lambda person: ~_of_their_own(person)),
    hand_in_report=Scope(lambda person: _led(person, "affiliate__"))
    | Scope(lambda person: _applied_for(person, APPLYING, "affiliate__"))
    | officer,
    see_community=everyone,
    describe_community=Scope(_led_communities) | officer,
)
lets_read("follow_recognition")
