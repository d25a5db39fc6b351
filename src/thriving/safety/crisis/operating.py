"""Whether the protocol is fully operational: never ticked by anybody, computed from what was done.

Three things must hold at once, each with its day: every playbook was reviewed and that still holds; somebody
is on call in each layer, without a gap for two weeks; a drill was passed within ninety days, two people say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.safety.crisis.queries.readiness import (
    AHEAD,
    DRILL_HOLDS,
    OnLayer,
    good_until,
    last_passed,
    layers,
    playbooks,
)


@dataclass(frozen=True)
class Check:
    """``since``: the day on which it was last done; ``until``: the last day on which it holds."""

    name: str
    title: str | Promise
    holds: bool
    since: date | None
    until: date | None


@dataclass(frozen=True)
class Standing:
    checks: tuple[Check, ...]

    @property
    def is_operational(self) -> bool:
        return all(each.holds for each in self.checks)


def standing() -> Standing:
    today = clock.today()
    return Standing((_playbooks(today), _on_call(layers()), _drill(today)))


def _playbooks(today: date) -> Check:
    found = list(playbooks())
    ends = [good_until(each, today) for each in found]
    held = [each for each in ends if each]
    reviewed = [review.reviewed_on for each in found if each.newest for review in each.newest.reviews.all()]
    holds = bool(found) and len(held) == len(found)
    return Check(
        "playbooks",
        _("Every playbook was reviewed"),
        holds,
        max(reviewed, default=None),
        min(held, default=None) if holds else None,
    )


def _on_call(found: Iterable[OnLayer]) -> Check:
    each = list(found)
    until = min(layer.covered_until for layer in each)
    covered = until >= each[0].now + AHEAD
    return Check(
        "on-call",
        _("Somebody is on call, and somebody behind them"),
        covered,
        each[0].now.date() if covered else None,
        until.date() if until > each[0].now else None,
    )


def _drill(today: date) -> Check:
    drill = last_passed(today)
    since = drill.held_on if drill else None
    until = since + DRILL_HOLDS if since else None
    return Check(
        "drill",
        _("A drill was passed within the last 90 days"),
        bool(until and today <= until),
        since,
        until,
    )
