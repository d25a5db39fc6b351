"""A page that asks for what a step needs, and takes it: the same for every step of grants."""

from __future__ import annotations

from functools import partial

from thriving.movement import asking
from thriving.movement.asking import REFUSALS, Crumbs, past, person, taken

__all__ = ["REFUSALS", "Crumbs", "ask", "past", "person", "taken"]

ask = partial(asking.ask, template="funds/step.html")
