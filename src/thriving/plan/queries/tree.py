"""A plan's parts, read in a constant number of queries however many they are."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import F, Q

from thriving.plan.models import CheckIn, KeyResult, NamedSet, Outcome, OutcomeLink, Plan, Requirement
from thriving.plan.standing.tree import Tree


def tree_of(plan: Plan, day: date | None = None) -> Tree:
    """What the plan names now, and at the end of ``day`` what it has let go of since."""
    named = _named_on(day)
    key_results = _key_results(plan, named)
    sets = {each.key: each for each in NamedSet.ever.filter(named, plan=plan)}
    outcomes, links = _outcomes(plan, {each.pk: each for each in key_results})
    return Tree(
        plan=plan,
        key_results=key_results,
        requirements=_requirements(plan, {each.pk: each for each in key_results}, sets, named),
        sets=sets,
        outcomes=outcomes,
        links=links,
    )


def _named_on(day: date | None) -> Q:
    return Q(retired_at=None) if day is None else Q(retired_at=None) | Q(retired_at__date__gt=day)


def _key_results(plan: Plan, named: Q) -> tuple[KeyResult, ...]:
    found = KeyResult.ever.filter(named, objective__priority__plan=plan).select_related("objective__priority")
    return tuple(found.order_by("objective__priority__position", "objective__position", "position", "pk"))


def _requirements(
    plan: Plan, key_results: dict[int, KeyResult], sets: dict[str, NamedSet], named: Q
) -> dict[int, tuple[Requirement, ...]]:
    found = Requirement.ever.filter(named, key_result__objective__priority__plan=plan)
    by_pk = {each.pk: each for each in sets.values()}
    grouped: defaultdict[int, list[Requirement]] = defaultdict(list)
    for each in found.select_related("measure_version__measure"):
        each.key_result = key_results[each.key_result_id]
        each.named_set = by_pk[each.named_set_id] if each.named_set_id else None
        grouped[each.key_result_id].append(each)
    return {key: tuple(group) for key, group in grouped.items()}


def _outcomes(
    plan: Plan, key_results: dict[int, KeyResult]
) -> tuple[tuple[Outcome, ...], dict[int, tuple[OutcomeLink, ...]]]:
    """Outcomes with their links: a row for each link, and one for an outcome without any."""
    rows = Outcome.objects.filter(priority__plan=plan).select_related("priority")
    linked = rows.annotate(link=F("links"), linked=F("links__key_result"), why=F("links__why"))
    outcomes: dict[int, Outcome] = {}
    links: defaultdict[int, list[OutcomeLink]] = defaultdict(list)
    for row in linked.order_by("priority__position", "position", "pk", "links__key_result__number"):
        outcome = outcomes.setdefault(row.pk, row)
        if row.link:
            links[row.pk].append(_link(row, outcome, key_results[row.linked]))
    return tuple(outcomes.values()), {key: tuple(group) for key, group in links.items()}


def _link(row: Any, outcome: Outcome, key_result: KeyResult) -> OutcomeLink:
    return OutcomeLink(pk=row.link, outcome=outcome, key_result=key_result, why=row.why)


def newest_check_ins(plan: Plan, *, on: date, known_on: date) -> dict[int, CheckIn]:
    """By key result: the newest word for ``on`` that had been given by the end of ``known_on``."""
    given = CheckIn.objects.filter(
        key_result__objective__priority__plan=plan, on__lte=on, recorded_at__date__lte=known_on
    )
    return {each.key_result_id: each for each in given.order_by("on", "pk")}
