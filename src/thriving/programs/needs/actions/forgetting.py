"""Deleting what holders answered on the day that they were promised."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from thriving.kernel import clock, diary
from thriving.movement.queries.places import protected_countries
from thriving.programs.needs.actions.undecided import drop
from thriving.programs.needs.asked import questionnaire_of
from thriving.programs.needs.models import Holder, IntakeRow, Round
from thriving.programs.needs.queries.tally import tally
from thriving.programs.needs.states import CHECKED, CLOSED, OPEN, ROUND
from thriving.programs.needs.vocabulary import PRIVATE

COMMAND = "forget-needs"


def forget_due() -> int:
    """Delete the answers of rounds whose promised day has come; of how many."""
    living = Round.objects.filter(forgotten_at=None, state__in=(OPEN, CLOSED)).order_by("pk")
    due = [each for each in living if _is_due(each)]
    for each in due:
        _forget(each)
    return len(due)


def _is_due(one: Round) -> bool:
    questionnaire = questionnaire_of(one)
    day = questionnaire.deletion_day if questionnaire else None
    return day is not None and day <= clock.today()


@transaction.atomic
def _forget(one: Round) -> None:
    """What everybody reads stays as sums. Names stay of those who may be named, and no others."""
    one.refresh_from_db(from_queryset=Round.objects.select_for_update())
    one.kept, one.forgotten_at = tally(one).told().as_json(), clock.now()
    one.save(update_fields=["kept", "forgotten_at"])
    if one.state == OPEN:
        ROUND.take(one, "close")
    one.assessments.update(answers={}, contact="", urgency="")
    for intake in one.intakes.filter(state=CHECKED):
        drop(intake, COMMAND)
    IntakeRow.objects.filter(intake__round=one).update(said={}, before={}, problems=[])
    never = Q(may_be_named=False) | Q(kind=PRIVATE) | Q(country__in=protected_countries())
    Holder.objects.filter(never, assessment__round=one).update(name="–", folded="", partner="")
    diary.note(one, "forgot answers", by=COMMAND)
