"""What time does with recommendations: promises run out, reminders leave, who answers may have left."""

from __future__ import annotations

from django.db import transaction

from thriving.kernel import clock, turn
from thriving.movement.models import Person
from thriving.programs.councils import answered, reminders
from thriving.programs.councils.actions.answers import pass_from, pass_to_heir
from thriving.programs.councils.models import Recommendation
from thriving.programs.councils.queries.hearing import answerable_for
from thriving.programs.councils.states.recommendations import OPEN

BEFORE = (14, 3)  # days before the promised one on which whoever is to answer is reminded
AGAIN = 14  # days between letters about what is overdue


def judge_answers(by: str) -> int:
    """State which promised days have passed without an answer; how many."""
    late = Recommendation.objects.filter(state=OPEN, in_time=None, due_on__lt=clock.today())
    return sum(_judge(pk, by) for pk in late.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _judge(pk: int, by: str) -> bool:
    turn.take()
    late = Recommendation.objects.filter(pk=pk, state=OPEN, in_time=None, due_on__lt=clock.today())
    if not late.update(in_time=False):
        return False  # somebody answered in this moment
    answered.tell(Recommendation.objects.select_related("council").get(pk=pk), by)
    return True


def hand_over_from_who_left(by: str) -> int:
    """Give what waits for somebody who has left the role to whoever answers now; how many."""
    waiting = Recommendation.objects.filter(state=OPEN).order_by("pk").values_list("pk", flat=True)
    return sum(_pass(pk, by) for pk in waiting)


@transaction.atomic
def _pass(pk: int, by: str) -> bool:
    turn.take()
    return pass_from(Recommendation.objects.select_related("council", "addressee").get(pk=pk), by=by)


def forget_addressee(person: Person) -> None:
    """They leave for good: what they were to answer is somebody else's from this moment on."""
    for each in Recommendation.objects.filter(addressee=person, state=OPEN).select_related("council"):
        pass_to_heir(each, by=person)


def remind() -> None:
    """Write before the day, and after it now and then; each letter leaves once, however often this runs."""
    for each in Recommendation.objects.filter(state=OPEN).select_related("council", "addressee"):
        if late := each.days_overdue:
            turn_ = (late - 1) // AGAIN
            reminders.tell_overdue(each, answerable_for(each), f"overdue:{each.due_on}:{turn_}")
        elif (left := _reached(each)) is not None:
            reminders.remind(each, f"due:{each.due_on}:{left}")


def _reached(recommendation: Recommendation) -> int | None:
    """The last of the days before on which a letter was due, if any has come."""
    if recommendation.due_on is None:
        return None
    left = (recommendation.due_on - clock.today()).days
    return min((each for each in BEFORE if left <= each), default=None)
