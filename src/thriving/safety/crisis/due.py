"""What is next in a crisis: what, by whom, and by when where a clock runs for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.safety.crisis.clocks import Task
from thriving.safety.crisis.models import Clock, Crisis, Duty, Part
from thriving.safety.crisis.states import (
    CRISIS,
    IN_REVIEW,
    MONITORING,
    QUALIFIED,
    REVIEW_DRAFT,
    REVIEW_DUE,
    REVIEWED,
    STOOD_DOWN,
)

Words = str | Promise
_TITLES: dict[str, Words] = {move.name: move.title for move in CRISIS.moves}
_ON_CALL, _LEADS, _PARTS = _("whoever is on call"), _("whoever leads"), _("whoever has a part in it")
_ANOTHER = _("anybody who answers crises, but whoever decided")

BY: Mapping[str, Words] = {
    Task.ACKNOWLEDGE: _ON_CALL,
    Task.DECIDE: _ON_CALL,
    Task.COMMANDER: _("whoever decided, or a manager"),
    Task.SECOND_READER: _ANOTHER,
    Task.AGREE: _ANOTHER,
}
# Where no clock says what comes next.
AFTER: Mapping[str, tuple[Words, Words]] = {
    QUALIFIED: (_TITLES["activate"], _LEADS),
    MONITORING: (_TITLES["stand_down"], _LEADS),
    STOOD_DOWN: (_TITLES["call_review"], _LEADS),
    REVIEW_DUE: (_TITLES["hold_review"], _LEADS),  # of the graver ones a clock says when
    REVIEW_DRAFT: (_TITLES["hand_in_review"], _PARTS),
    IN_REVIEW: (_TITLES["accept_review"], _("a manager who did not write it")),
    REVIEWED: (_TITLES["close"], _("whoever leads, once all actions are settled")),
}


@dataclass(frozen=True)
class Next:
    """``clock``: where one runs for it; ``name``: of whoever leads, where that is who does it."""

    title: Words
    by: Words
    clock: Clock | None = None
    name: str = ""


def next_in(crisis: Crisis, clocks: Iterable[Clock], duties: Iterable[Duty]) -> list[Next]:
    """The first due first; last what has no day."""
    leading = _leading(duties)
    found = [
        Next(each.get_task_display(), BY.get(each.task, _LEADS), each, "" if each.task in BY else leading)
        for each in clocks
        if each.runs
    ]
    if after := _after(crisis, clocks):
        title, by = after
        found.append(Next(title, by, name=leading if by == _LEADS else ""))
    return found


def led_next(crisis: Crisis, clocks: Iterable[Clock]) -> Words:
    """What whoever leads can do next, where no clock says when; nothing where somebody else is next."""
    title, by = _after(crisis, clocks) or ("", "")
    return title if by in (_LEADS, _PARTS) else ""


def _after(crisis: Crisis, clocks: Iterable[Clock]) -> tuple[Words, Words] | None:
    timed = crisis.state == REVIEW_DUE and any(each.runs and each.task == Task.REVIEW for each in clocks)
    return None if timed else AFTER.get(crisis.state)


def _leading(duties: Iterable[Duty]) -> str:
    held = (each for each in duties if each.part == Part.COMMANDER and each.ended_at is None)
    return next((str(each.person) for each in held if each.person), "")
