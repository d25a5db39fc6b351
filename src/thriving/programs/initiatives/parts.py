"""Which parts of plans can be served, by keys that a revision of the plan does not change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.urls import reverse

from thriving.kernel.words import Words
from thriving.plan.models import KeyResult, Priority

OPEN = "open"  # the state of a plan that is worked on


def code(plan: str, key: str) -> str:
    return f"{plan}/{key}"


def known_priorities(codes: Iterable[str]) -> set[str]:
    found = Priority.objects.filter(_any_of(codes, "plan__key")).values_list("plan__key", "key")
    return {code(*each) for each in found}


def known_key_results(codes: Iterable[str]) -> set[str]:
    way = "objective__priority__plan__key"
    found = KeyResult.objects.filter(_any_of(codes, way)).values_list(way, "key")
    return {code(*each) for each in found}


def priorities_called(codes: Collection[str]) -> Mapping[str, Words]:
    """What each is called, whether or not its plan still names it; one query."""
    found = Priority.ever.filter(_any_of(codes, "plan__key")).select_related("plan")
    return {code(each.plan.key, each.key): _name(each) for each in found}


def key_results_called(codes: Collection[str]) -> Mapping[str, Words]:
    way = "objective__priority__plan"
    found = KeyResult.ever.filter(_any_of(codes, f"{way}__key")).select_related(way)
    return {code(each.objective.priority.plan.key, each.key): _name(each) for each in found}


def to_choose(
    priorities: Collection[str] = (), key_results: Collection[str] = ()
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Priorities and key results of open plans, and those kept already, to pick from, in their order."""
    mine = Priority.ever.select_related("plan").order_by("-plan__starts_on", "position")
    way = "objective__priority__plan"
    results = KeyResult.ever.select_related(way).order_by(f"-{way}__starts_on", "number")
    first = _any_of(priorities, "plan__key") | Q(retired_at=None, plan__state=OPEN)
    second = _any_of(key_results, f"{way}__key") | Q((f"{way}__state", OPEN), retired_at=None)
    return (
        [(code(each.plan.key, each.key), str(_name(each))) for each in mine.filter(first)],
        [
            (code(each.objective.priority.plan.key, each.key), f"{each.number}. {_name(each)}")
            for each in results.filter(second)
        ],
    )


def address_of_key_result(written: str) -> str:
    return reverse("plan:key_result", args=written.split("/", 1))


def address_of_priority(written: str) -> str:
    plan, _slash, key = written.partition("/")
    return f"{reverse('plan:plan', args=[plan])}#{key}"


def _any_of(codes: Iterable[str], way: str) -> Q:
    by_plan: dict[str, list[str]] = defaultdict(list)
    for written in sorted(codes):
        plan, _slash, key = written.partition("/")
        by_plan[plan].append(key)
    found = Q(pk__in=[])
    for plan, keys in by_plan.items():
        found |= Q((way, plan), key__in=keys)
    return found


def _name(part: Any) -> Words:
    return Words(part.title or part.sentence)
