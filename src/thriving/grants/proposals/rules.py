"""Who reads proposals, who writes them, who screens them; and for whom one stays closed.

`readers` and `closed_to` are filled by packages above: a committee reads what it reviews, and whoever has a
conflict reads nothing of it anywhere, for every list, search, export and letter asks these rules.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from thriving.grants.funds.roles import GRANTS_OFFICER
from thriving.grants.proposals.models import Applicant
from thriving.grants.proposals.states import (
    DEFERRED,
    DRAFT,
    HANDED_IN,
    INFO_REQUESTED,
    UNDER_REVIEW,
    WITH_THE_OFFICER,
    WITHDRAWN,
)
from thriving.kernel import clock
from thriving.kernel.access import EVERYTHING, NOTHING, Scope, declare, lets_read, role, signed_in, whole
from thriving.kernel.registry import Registry
from thriving.movement.queries.accounts import accounts_of
from thriving.movement.roles import OFFICERS_OF_AFFILIATES
from thriving.movement.rules.groups import led_by

Reach = Callable[[Any], Q]

readers = Registry[Reach]("readers of proposals")  # who reads all of which, besides its side and the officers
closed_to = Registry[Reach]("what closes proposals to somebody")  # which are closed to them, whoever they are


def _known(person: Any) -> bool:
    return bool(getattr(person, "is_authenticated", False) and getattr(person, "is_active", False))


def _in(*states: str) -> Scope:
    return Scope(lambda _person: Q(state__in=states))


def _applying(person: Any) -> Q:
    """Who began it, and who agreed to apply together."""
    if not _known(person):
        return NOTHING
    together = Applicant.objects.filter(person=person.pk, agreed_at__isnull=False)
    return Q(applicant=person.pk) | Q(pk__in=together.values("proposal"))


def _asked(person: Any) -> Q:
    if not _known(person):
        return NOTHING
    asked = Applicant.objects.filter(person=person.pk, agreed_at=None)
    return Q(pk__in=asked.values("proposal"))


def _of_affiliates(person: Any) -> Q:
    """What was handed in for an affiliate is read by its officers: it is bound by it."""
    keys = led_by(person, "affiliate", OFFICERS_OF_AFFILIATES) if _known(person) else []
    return Q(affiliate__key__in=keys, state__in=HANDED_IN) if keys else NOTHING


def _any(reaches: Registry[Reach], person: Any) -> Q:
    found = [reach(person) for reach in reaches.values()]
    return EVERYTHING if EVERYTHING in found else reduce(or_, found, NOTHING)


def _open_to(person: Any) -> Q:
    closed = _any(closed_to, person)
    if closed == EVERYTHING:
        return NOTHING
    return EVERYTHING if closed == NOTHING else ~closed


def _public(_person: Any) -> Q:
    """Handed in, shown since some days, and not hidden for the safety of its people."""
    return Q(hidden=False, shown_from__lte=clock.today(), state__in=HANDED_IN)


def own_side(person: Any) -> Q:
    """Proposals of which they are on the side: who applies, and officers of the affiliate that it binds."""
    return _applying(person) | _of_affiliates(person)


def _own_side_by_any_account(person: Any) -> Q:
    """What somebody applies for with another account is their own all the same: nobody judges it."""
    if not _known(person):
        return NOTHING
    theirs = accounts_of(person).values("pk")
    together = Applicant.objects.filter(person__in=theirs, agreed_at__isnull=False)
    return own_side(whole(person)) | Q(applicant__in=theirs) | Q(pk__in=together.values("proposal"))


public = Scope(_public)
applying, asked = Scope(_applying), Scope(_asked)
side = Scope(own_side)
not_their_own = Scope(lambda person: ~_own_side_by_any_account(person))
open_to = Scope(_open_to)
officers = role(GRANTS_OFFICER) & _in(*HANDED_IN, WITHDRAWN) & open_to
reading = Scope(lambda person: _any(readers, person)) & open_to

asked_to_join = asked & _in(DRAFT)

declare(
    begin_proposal=signed_in,
    act_for_proposal=applying,
    see_proposal=side | asked_to_join | (public & open_to) | officers | reading,
    read_proposal=side | officers | reading,  # all of it, but for what its people need to be safe
    see_inner_words=(officers & not_their_own) | (reading & not_their_own),
    read_safety_needs=applying | (officers & not_their_own),
    write_proposal=applying & _in(DRAFT),
    join_proposal=asked_to_join,
    answer_for_proposal=applying & _in(INFO_REQUESTED),
    withdraw_proposal=applying & _in(DRAFT, *WITH_THE_OFFICER, *UNDER_REVIEW, DEFERRED),
    hide_proposal=applying | officers,
    screen_proposal=officers & not_their_own & _in(*WITH_THE_OFFICER),
    comment_proposal=signed_in & _in(*HANDED_IN) & (side | (public & open_to) | officers | reading),
    withdraw_comment=Scope(lambda person: Q(by=person.pk, by__isnull=False) if _known(person) else NOTHING),
    moderate_comment=role(GRANTS_OFFICER),
    bring_grants=role(GRANTS_OFFICER),
)
lets_read("read_proposal", "read_safety_needs")
