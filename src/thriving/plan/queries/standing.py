"""How a plan stands at two dates: what had happened by one, as known on the other.

The number never depends on the reader at the same two dates; who may see people counted from day to day sees
later dates, that is all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from thriving.evidence import queries as evidence
from thriving.evidence.models import Release
from thriving.evidence.queries import Number
from thriving.kernel import clock
from thriving.plan.models import CheckIn, KeyResult, Plan, PublishedStanding
from thriving.plan.queries.rewinding import rewind
from thriving.plan.queries.tree import newest_check_ins, tree_of
from thriving.plan.standing.asking import sets_named
from thriving.plan.standing.key_results import KeyResultStanding, PlanStanding
from thriving.plan.standing.requirements import stand
from thriving.plan.standing.tree import Tree

Numbers = Mapping[int, Number]  # by requirement


def standing(plan: Plan, reader: Any, *, on: date | None = None, known: date | None = None) -> PlanStanding:
    """How ``plan`` stands for ``reader``. With ``known`` alone: as it was said on that day."""
    on, known_on = dates_of(plan, on, known)
    tree = promised(plan, known_on)
    numbers = _numbers(tree, reader, on, known_on)
    since, published = _published(plan, on, known_on)
    return PlanStanding(
        plan=plan,
        on=on,
        known_on=known_on,
        key_results=_key_results(tree, numbers, newest_check_ins(plan, on=on, known_on=known_on)),
        tree=tree,
        since=since,
        published=published,
    )


def dates_of(plan: Plan, on: date | None, known: date | None) -> tuple[date, date]:
    """The two dates that are meant; a closed plan stays as it was when its results were fixed."""
    today = clock.today()
    if on is None and known is None and plan.final_release:
        return plan.final_release.on, plan.final_release.known_on
    return min(on or known or today, today), min(known or today, today)


def promised(plan: Plan, known_on: date) -> Tree:
    """The plan as it was promised at the end of ``known_on``."""
    return rewind(tree_of(plan, known_on), known_on) if known_on < clock.today() else tree_of(plan)


def _numbers(tree: Tree, reader: Any, on: date, known_on: date) -> Numbers:
    asked, today = tree.asked(), clock.today()
    # Asked without dates, evidence need not look for a day that is over.
    dates = {} if on == known_on == today else {"on": on, "known": known_on}
    found = evidence.numbers_for(reader, list(asked.values()), **dates)
    return dict(zip(asked, found, strict=True))


def _key_results(
    tree: Tree, numbers: Numbers, check_ins: Mapping[int, CheckIn]
) -> tuple[KeyResultStanding, ...]:
    return tuple(_key_result(tree, each, numbers, check_ins.get(each.pk)) for each in tree.key_results)


def _key_result(
    tree: Tree, key_result: KeyResult, numbers: Numbers, check_in: CheckIn | None
) -> KeyResultStanding:
    checked_in_on = check_in.on if check_in else None
    stands = (
        stand(
            each,
            numbers[each.pk],
            tree.plan,
            checked_in_on=checked_in_on,
            sets=sets_named(each, tree.sets),
        )
        for each in tree.requirements.get(key_result.pk, ())
    )
    return KeyResultStanding(key_result, tuple(stands), check_in)


def _published(plan: Plan, on: date, known_on: date) -> tuple[Release | None, tuple[PublishedStanding, ...]]:
    """The newest release that fits the two dates, and what it said: in one query."""
    fitting = Release.objects.filter(plan=plan.key, on__lte=on, known_on__lte=known_on)
    newest = fitting.order_by("-on", "-known_number", "-pk").values("pk")[:1]
    found = tuple(PublishedStanding.objects.filter(release=newest).select_related("release"))
    return (found[0].release if found else None), found
