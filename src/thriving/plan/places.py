"""Where plans ask measures, told to evidence: an import shows which of these numbers it would change."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from thriving.evidence.in_use import Place
from thriving.kernel.words import Words
from thriving.plan.models import Plan, Requirement
from thriving.plan.queries.tree import tree_of
from thriving.plan.states import Rule


def places() -> Iterator[Place]:
    """Every requirement of every open plan."""
    for plan in Plan.objects.filter(state="open").order_by("key"):
        yield from _of_plan(plan)


def _of_plan(plan: Plan) -> Iterator[Place]:
    tree = tree_of(plan)
    asked = tree.asked()
    for key_result in tree.key_results:
        address = reverse("plan:key_result", args=[plan.key, key_result.key])
        for each in tree.requirements.get(key_result.pk, ()):
            key = f"{key_result.key}/{each.key}"
            names = names_of(each)
            yield Place(plan.key, key, each.title, asked[each.pk], address, names, sample=plan.sample)


def names_of(requirement: Requirement) -> dict[str, Words]:
    """What the steps, or the members of the set, that a requirement looks for are called, by key."""
    steps = requirement.profile_points if requirement.rule == Rule.DONE else []
    members = requirement.named_set.members if requirement.named_set else []
    return {each["key"]: Words(each["title"]) for each in (*steps, *members)}
