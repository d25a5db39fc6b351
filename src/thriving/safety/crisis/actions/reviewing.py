"""What was learned: a review with actions, each with somebody and a day, until all of it is settled."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.crisis.actions import clocks
from thriving.safety.crisis.actions.holding import hold
from thriving.safety.crisis.actions.words import Written, safe_among_us
from thriving.safety.crisis.clocks import Task
from thriving.safety.crisis.models import Action, Crisis, Review
from thriving.safety.crisis.queries.crises import responders
from thriving.safety.crisis.states import AFTERWARDS, CRISIS, REVIEW_DRAFT


@transaction.atomic
def call(crisis: Crisis, *, by: Person) -> None:
    """From now on it cannot be opened again: what comes now is a new one."""
    hold(crisis, "direct_crisis", by)
    CRISIS.take(crisis, "call_review")
    diary.note(crisis, "called_review", by=by)


@transaction.atomic
def held(crisis: Crisis, text: Written, *, by: Person) -> Review:
    """Those who answered met; what they found is written down by one of them."""
    hold(crisis, "answer_crisis", by)
    said = safe_among_us(text)
    CRISIS.take(crisis, "hold_review")
    review = Review.objects.create(crisis=crisis, text=said, held_at=clock.now(), written_by=by)
    clocks.meet(crisis, Task.REVIEW)
    diary.note(crisis, "held_review", by=by)
    return review


@transaction.atomic
def rewrite(crisis: Crisis, text: Written, *, by: Person) -> None:
    """Until it is handed in. Who wrote last has written it: somebody else accepts it."""
    hold(crisis, "answer_crisis", by)
    if crisis.state != REVIEW_DRAFT:
        raise Refused(_("The review is handed in: it can be changed once changes are asked for."))
    review = crisis.review
    review.text, review.written_by = safe_among_us(text), by
    review.save()
    diary.note(crisis, "rewrote_review", by=by)


@transaction.atomic
def add_action(crisis: Crisis, text: Written, *, owner: Person, due_on: date, by: Person) -> Action:
    hold(crisis, "answer_crisis", by)
    if crisis.state not in AFTERWARDS:
        raise Refused(_("Actions come out of the review."))
    if due_on < clock.today():
        raise Refused(_("This day is over: choose one that is still to come."))
    if not responders().filter(pk=owner.pk).exists():
        raise Refused(_("Only those who answer crises can be given an action: nobody else can read it."))
    last = crisis.actions.aggregate(last=Max("number"))["last"] or 0
    action = Action.objects.create(
        crisis=crisis,
        number=last + 1,
        text=safe_among_us(text),
        owner=owner,
        due_on=due_on,
    )
    diary.note(crisis, "added_action", by=by, body={"number": action.number, "owner": owner.key})
    return action


@transaction.atomic
def hand_in(crisis: Crisis, *, by: Person) -> None:
    hold(crisis, "answer_crisis", by)
    CRISIS.take(crisis, "hand_in_review")
    diary.note(crisis, "handed_in_review", by=by)


@transaction.atomic
def return_(crisis: Crisis, *, by: Person) -> None:
    hold(crisis, "accept_crisis_review", by)
    CRISIS.take(crisis, "return_review")
    diary.note(crisis, "returned_review", by=by)


@transaction.atomic
def accept(crisis: Crisis, *, by: Person) -> None:
    hold(crisis, "accept_crisis_review", by)
    CRISIS.take(crisis, "accept_review")
    review = crisis.review
    review.accepted_by, review.accepted_at = by, clock.now()
    review.save()
    diary.note(crisis, "accepted_review", by=by)


@transaction.atomic
def do(action: Action, *, by: Person) -> None:
    """Its owner says that it is done."""
    hold(action.crisis, "see_crisis", by)
    access.require(by, "do_crisis_action", action)
    _settle(action, Action.State.DONE, by)


@transaction.atomic
def leave(action: Action, reason: Written, *, by: Person) -> None:
    """It stays as it is: a manager decides so, with a reason, and not of what is their own."""
    hold(action.crisis, "see_crisis", by)
    access.require_holds(by, "manage_crises")
    if not access.may(by, "leave_crisis_action", action):
        raise Refused(_("This one is yours. Somebody else decides whether it may stay as it is."))
    action.reason = safe_among_us(reason)
    _settle(action, Action.State.ACCEPTED, by)


@transaction.atomic
def close(crisis: Crisis, *, by: Person) -> None:
    hold(crisis, "direct_crisis", by)
    CRISIS.take(crisis, "close")
    crisis.duties.filter(ended_at=None).update(ended_at=clock.now())
    diary.note(crisis, "closed", by=by)


def _settle(action: Action, state: str, by: Person) -> None:
    stands = Action.objects.filter(pk=action.pk, state=Action.State.OPEN).exists()
    if not stands:
        raise Refused(_("This action is settled already."))
    action.state, action.settled_at = state, clock.now()
    action.save()
    diary.note(action.crisis, "settled_action", by=by, body={"number": action.number, "state": str(state)})
