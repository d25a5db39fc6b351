"""Somebody from outside looks at an assessment: a peer or a supporter, never one's own, never in exchange."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Affiliate, Person
from thriving.programs.capacity import facts, letters
from thriving.programs.capacity.models import Assessment, Look, Way
from thriving.programs.capacity.queries import peers_for
from thriving.programs.capacity.states import (
    ACCEPTED,
    APART,
    ASSESSMENT,
    CONFIRMED,
    HANDED_IN,
    LOOK,
    OPEN,
    RETURNED,
)

ANSWERED_WITHIN = timedelta(days=21)


@transaction.atomic
def ask_peer(assessment: Assessment, peer: Affiliate, *, by: Actor) -> Look:
    """Ask the officers of another affiliate. Whoever of them takes it on may read it."""
    _require_kept(assessment, by)
    if not isinstance(by, str) and not peers_for(by, assessment.affiliate).filter(pk=peer.pk).exists():
        raise Refused(_("Ask an affiliate that is recognized, and not your own."))
    turn.take()
    if swapped(assessment.affiliate, peer):
        raise Refused(_in_exchange())
    look = _ask(assessment, Way.PEER, peer, by)
    letters.ask_peers(look)
    return look


@transaction.atomic
def ask_support(assessment: Assessment, *, by: Actor) -> Look:
    """Ask those who support affiliates."""
    _require_kept(assessment, by)
    turn.take()
    return _ask(assessment, Way.SUPPORT, None, by)


@transaction.atomic
def accept(look: Look, *, by: Person) -> None:
    access.require(by, "take_look", look)
    turn.take()
    if look.peer and swapped(look.assessment.affiliate, look.peer, but=look):
        raise Refused(_in_exchange())
    LOOK.take(look, "accept", by=by)
    diary.note(look, "accepted", by=by)


@transaction.atomic
def decline(look: Look, *, by: Person) -> None:
    access.require(by, "judge_look" if look.state == ACCEPTED else "take_look", look)
    LOOK.take(look, "decline", ended_at=clock.now())
    diary.note(look, "declined", by=by)
    letters.tell_answer(look.assessment, look)


@transaction.atomic
def call_off(look: Look, *, by: Person) -> None:
    """The affiliate asks no longer."""
    access.require(by, "call_off_look", look)
    LOOK.take(look, "call_off", ended_at=clock.now())
    diary.note(look, "called_off", by=by)


@transaction.atomic
def confirm(look: Look, *, by: Person) -> None:
    """Say that the levels are right as they were handed in. From now on they can count."""
    access.require(by, "judge_look", look)
    turn.take()
    if look.peer and swapped(look.assessment.affiliate, look.peer, but=look):
        raise Refused(_in_exchange())
    LOOK.take(look, "confirm", ended_at=clock.now())
    ASSESSMENT.take(look.assessment, "confirm", confirmed_on=clock.today())
    diary.note(look.assessment, "confirmed", by=by, body={"way": look.way})
    facts.tell(look.assessment.affiliate, by=by)
    letters.tell_answer(look.assessment, look)


@transaction.atomic
def give_back(look: Look, *, why: str, by: Person) -> None:
    """Say what is not right yet: the affiliate can mend it, and hand it in again."""
    access.require(by, "judge_look", look)
    turn.take()
    words = clean(why)
    ASSESSMENT.take(look.assessment, "give_back", reason=words)
    LOOK.take(look, "give_back", ended_at=clock.now(), words=words)
    diary.note(look.assessment, "given_back", by=by, why=why)
    facts.tell(look.assessment.affiliate, by=by, why=why)
    letters.tell_answer(look.assessment, look)


def swapped(affiliate: Affiliate, peer: Affiliate, *, but: Look | None = None) -> bool:
    """Whether the affiliate looks at the peer's assessments of late, itself or by way of others.

    Each who looks at somebody's is followed to those at whose they look: a ring that closes confirms itself.
    """
    looks = _lately(but)
    reached: set[int] = set()
    new = {affiliate.pk}
    while new:
        reached |= new
        new = {looked_at for looking, looked_at in looks if looking in new} - reached
    return peer.pk in reached


def _lately(but: Look | None) -> set[tuple[int, int]]:
    """Who was asked to look, or did so, and at whose assessment."""
    found = Look.objects.filter(state__in=[*OPEN, CONFIRMED, RETURNED], asked_at__gte=clock.now() - APART)
    found = found.filter(peer__isnull=False).exclude(pk=but.pk if but else 0)
    return set(found.values_list("peer_id", "assessment__affiliate_id"))


def _ask(assessment: Assessment, way: Way, peer: Affiliate | None, by: Actor) -> Look:
    assessment.refresh_from_db()
    if assessment.state != HANDED_IN:
        raise Refused(_("Hand it in first: whoever looks at it sees what was handed in."))
    if assessment.looks.filter(state__in=OPEN).exists():
        raise Refused(_("Somebody has been asked already. Call that off first."))
    due = clock.today() + ANSWERED_WITHIN
    look = Look.objects.create(assessment=assessment, way=way, peer=peer, asked_at=clock.now(), due_on=due)
    diary.note(look, "asked", by=by, body={"way": way, "peer": peer.key if peer else ""})
    return look


def _require_kept(assessment: Assessment, by: Actor) -> None:
    if not isinstance(by, str):
        access.require(by, "keep_assessment", assessment)


def _in_exchange() -> str:
    return _(
        "Within a year your affiliates would look at each other’s assessments, themselves or in a ring with "
        "others. Ask somebody else."
    )
