from __future__ import annotations

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.movement.models import Person
from thriving.plan.actions.revising import EditRefused, require, require_unmoved, revise_open
from thriving.plan.judgment.calibration import HIGHEST
from thriving.plan.models import CheckIn, KeyResult, Plan
from thriving.plan.queries.standing import standing
from thriving.plan.standing.key_results import KeyResultStanding


@transaction.atomic
def check_in(  # noqa: PLR0913 -- each is a field of the form
    key_result: KeyResult,
    *,
    confidence: int,
    what_changed: str = "",
    what_next: str = "",
    help_needed: str = "",
    seen: int | None = None,
    by: Person,
) -> CheckIn:
    """Put a word beside the number, with the number and the status that its speaker saw."""
    require(by, "check_in", key_result)
    if not 0 <= confidence <= HIGHEST:
        raise EditRefused(_("Confidence goes from 0 to %(highest)s.") % {"highest": HIGHEST})
    plan = Plan.objects.select_for_update().get(pk=key_result.objective.priority.plan_id)
    require_unmoved(plan, seen)
    revise_open(plan)
    now = standing(plan, by).by_key(key_result.key)
    said = CheckIn.objects.create(
        key_result=key_result,
        on=clock.today(),
        recorded_at=clock.now(),
        by=by.key,
        confidence=confidence,
        what_changed=what_changed,
        what_next=what_next,
        help_needed=help_needed,
        status_seen=now.status if now else "",
        value_seen=_values(now),
        language=get_language() or plan.language,
    )
    diary.note(key_result, "checked in", by=by, body={"confidence": confidence, "status": said.status_seen})
    return said


def _values(now: KeyResultStanding | None) -> dict[str, str | None]:
    """By the requirement's key, exactly."""
    stands = now.requirements if now else ()
    return {each.requirement.key: None if each.value is None else str(each.value) for each in stands}
