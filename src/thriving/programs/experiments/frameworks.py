"""What experiments improve: mostly key results of plans, by the names under which readers know them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import QuerySet

from thriving.kernel.words import Words
from thriving.plan.models import KeyResult
from thriving.programs.experiments.models import Experiment
from thriving.programs.experiments.states import DRAFT
from thriving.programs.initiatives.parts import OPEN

_PLAN = "objective__priority__plan"


def called(keys: Collection[str]) -> Mapping[str, Words]:
    """The name of each in the newest plan that has it; what no plan names is called by its key."""
    named = {each.key: _name(each) for each in _oldest_first(KeyResult.ever.filter(key__in=keys))}
    return {key: named.get(key, Words(en=key)) for key in keys}


def to_choose(kept: str = "") -> list[tuple[str, str]]:
    """The key results of open plans; what others have told that they improve; and what was chosen before."""
    open_ones = KeyResult.objects.filter(**{f"{_PLAN}__state": OPEN})
    in_plans = [each.key for each in reversed(_oldest_first(open_ones))]
    told = Experiment.objects.exclude(state=DRAFT).order_by("framework")
    others = told.values_list("framework", flat=True).distinct()
    keys = list(dict.fromkeys([*in_plans, *others, *([kept] if kept else [])]))
    return [(key, str(name)) for key, name in called(keys).items()]


def _oldest_first(found: QuerySet[KeyResult]) -> list[KeyResult]:
    return list(found.select_related(_PLAN).order_by(f"{_PLAN}__starts_on", "-number", "-pk"))


def _name(part: KeyResult) -> Words:
    return Words(part.title or part.sentence)
