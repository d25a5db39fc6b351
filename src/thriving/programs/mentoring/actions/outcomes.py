"""What came of it: asked of both after sixty days; and whether mentors answered within a week."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.movement.spelling import line
from thriving.programs.mentoring import facts, mails
from thriving.programs.mentoring.models import Outcome, Pair, Side
from thriving.programs.mentoring.states import ACCEPTED, ASKED, ENDED

AFTER = timedelta(days=60)


def ask_what_came(by: str) -> int:
    """Ask both sides of every pair that began sixty days ago; how many pairs."""
    since = clock.today() - AFTER
    begun = Pair.objects.filter(state__in=(ACCEPTED, ENDED), accepted_on__lte=since, outcomes=None)
    found = list(begun.select_related("mentor", "newcomer").order_by("pk"))
    for pair in found:
        _ask(pair, by)
    return len(found)


@transaction.atomic
def _ask(pair: Pair, by: str) -> None:
    for side in Side:
        person = pair.other(Side.MENTOR if side == Side.NEWCOMER else Side.NEWCOMER)
        if person:
            outcome, new = Outcome.objects.get_or_create(
                pair=pair, side=side, defaults={"of": person.key, "asked_on": clock.today()}
            )
            if new:
                mails.ask_outcome(outcome, person)
    diary.note(pair, "asked_what_came", by=by)


@transaction.atomic
def tell_outcome(outcome: Outcome, answer: str, *, why: str = "", by: Person) -> None:
    """Say what came of it, once."""
    turn.take()
    access.require(by, "tell_outcome", outcome)
    if answer not in Outcome.Answer:
        raise Refused(_("Choose one of the answers."))
    if answer == Outcome.Answer.STOPPED and not line(why):
        raise Refused(_("Say in a few words why you stopped."))
    unsaid = Outcome.objects.filter(pk=outcome.pk, answer="")
    values = {"answer": answer, "why": line(why)[:500], "answered_on": clock.today()}
    if not unsaid.update(**values):
        raise Refused(_("You have told this already."))
    outcome.refresh_from_db()
    facts.tell_outcome(outcome, by)
    diary.note(outcome.pair, "told_what_came", by=by)


def judge_answers(by: str) -> int:
    """State which requests have waited for more than a week; how many."""
    late = Pair.objects.filter(state=ASKED, in_time=None, due_on__lt=clock.today())
    return sum(_judge(pk, by) for pk in late.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _judge(pk: int, by: str) -> bool:
    turn.take()
    if not Pair.objects.filter(pk=pk, state=ASKED, in_time=None).update(in_time=False):
        return False  # the mentor answered in this moment
    facts.tell_answer(Pair.objects.get(pk=pk), by)
    return True
