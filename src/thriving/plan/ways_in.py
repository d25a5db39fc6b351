"""Links beside a priority and its objectives, from packages above: how one gets involved there.

ways_in.add("asking", lambda plan, priority, objective: [(_("Ask its people"), address)])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from thriving.kernel.registry import Registry

if TYPE_CHECKING:
    from thriving.plan.models import Plan

# A plan, the key of a priority, that of an objective (empty for the priority itself): labels and addresses.
Way = Callable[["Plan", str, str], Iterable[tuple[str, str]]]

ways_in = Registry[Way]("way in from a plan")
add = ways_in.add


def beside(plan: Plan, priority: str, objective: str = "") -> list[tuple[str, str]]:
    return [each for way in ways_in.values() for each in way(plan, priority, objective)]
