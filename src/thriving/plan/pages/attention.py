"""What a lead reads first: what stands badly, then what nobody has heard of, then the rest."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thriving.plan.judgment.rollup import PRESSING
from thriving.plan.standing.key_results import KeyResultStanding, PlanStanding
from thriving.plan.states import Status

BAD = frozenset({Status.MISSED, Status.OFF_TRACK, Status.LATE, Status.AT_RISK})
SILENT = frozenset({Status.NO_RECENT_DATA})
REST = frozenset(Status) - BAD - SILENT


@dataclass(frozen=True)
class Group:
    key: str
    heading: str
    nothing: str  # what is said where it is empty
    key_results: tuple[KeyResultStanding, ...]


def groups(standing: PlanStanding, mine: AbstractSet[int]) -> list[Group]:
    """Those in ``mine``, or all where it is empty: the most pressing first, then the longest silent."""
    led = [each for each in standing.key_results if not mine or each.key_result.pk in mine]
    led.sort(key=lambda each: (PRESSING[each.status], each.updated_on or date.min))
    return [
        Group("badly", _("Stands badly"), _("Nothing stands badly."), _among(led, BAD)),
        Group("silent", _("Nothing heard of it"), _("Everything was heard of lately."), _among(led, SILENT)),
        Group("rest", _("The rest"), _("Nothing else."), _among(led, REST)),
    ]


def _among(led: list[KeyResultStanding], statuses: Collection[Status]) -> tuple[KeyResultStanding, ...]:
    return tuple(each for each in led if each.status in statuses)
