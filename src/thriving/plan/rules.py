"""Who may see, edit, check in, publish and close."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import EVERYTHING, NOTHING, Scope, declare, role
from thriving.plan.states import PLAN

LEAD = "program_lead"
SCOPE = "priority:"  # then the plan's key, a slash, and the priority's key

opened = Scope(lambda _person: ~Q(state=PLAN.start))


def priorities_led(person: Any) -> set[tuple[str, str]] | None:
    """Plan and priority, by key; ``None`` for whoever leads them all."""
    scopes = person.scopes(LEAD) if hasattr(person, "scopes") else frozenset()
    if "" in scopes:
        return None
    parts = (scope.removeprefix(SCOPE).partition("/") for scope in scopes if scope.startswith(SCOPE))
    return {(plan, priority) for plan, _slash, priority in parts}


def lead_of(priority: str) -> Scope:
    """What hangs from a priority that the person leads, ``priority`` being the way to it."""

    def reach(person: Any) -> Q:
        led = priorities_led(person)
        if led is None:
            return EVERYTHING
        found = NOTHING
        for plan, key in sorted(led):
            found |= Q((f"{priority}plan__key", plan), (f"{priority}key", key))
        return found

    return Scope(reach)


editor = role("plan_editor")
evaluator = role("evaluator")

declare(
    see_plan=opened | editor,  # of plans: a draft is its editors' alone
    edit_plan=editor,  # of plans: anything in it
    edit_priority=editor | lead_of(""),
    edit_key_result=editor | lead_of("objective__priority__"),
    check_in=lead_of("objective__priority__"),
    publish_plan=evaluator,
    close_plan=editor,
    see_lead_page=role(LEAD) | editor | evaluator,
)
