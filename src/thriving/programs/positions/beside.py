"""Regions with their people and their gaps, on the page of the key result that asks for them."""

from __future__ import annotations

from django.template.loader import render_to_string

from thriving.plan import slots
from thriving.plan.slots import Filler, Seen
from thriving.programs.positions.coverage import counts_positions, coverage_of
from thriving.programs.positions.queries import edition


def members(seen: Seen) -> str:
    if not counts_positions(seen):
        return ""
    named_set = seen.requirement.requirement.named_set
    context = {"coverage": coverage_of(seen), "our_reading": named_set and named_set.our_reading}
    return render_to_string("positions/_coverage.html", context)


slots.add("positions", Filler(members, edition), "members")
