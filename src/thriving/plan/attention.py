"""What a lead reads first: what stands badly, then what nobody has heard of, then the rest."""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thriving.plan.queries import KeyResultStanding, PlanStanding
from thriving.plan.rollup import PRESSING
from thriving.plan.states import Status

BAD = (Status.MISSED, Status.OFF_TRACK, Status.LATE, Status.AT_RISK)
SILENT = (Status.NO_RECENT_DATA,)


@dataclass(frozen=True)
class Group:
    heading: str
    nothing: str  # what is said where it is empty
    key_results: tuple[KeyResultStanding, ...]


def groups(standing: PlanStanding, mine: Set[int]) -> list[Group]:
    """The key results in ``mine`` (all of them where it is empty), the most pressing first."""
    led = [each for each in standing.key_results if not mine or each.key_result.pk in mine]
    led.sort(key=lambda each: PRESSING[each.status])
    rest = [status for status in Status if status not in (*BAD, *SILENT)]
    return [
        Group(_("Stands badly"), _("Nothing stands badly."), _among(led, BAD)),
        Group(_("Nothing heard of it"), _("Everything was heard of lately."), _among(led, SILENT)),
        Group(_("Stands well, or has no case yet"), _("Nothing here yet."), _among(led, rest)),
    ]


def _among(led: list[KeyResultStanding], statuses: Collection[Status]) -> tuple[KeyResultStanding, ...]:

    return tuple(each for each in led if each.status in statuses)
