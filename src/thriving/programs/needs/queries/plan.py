"""What of a plan a round serves: the requirement, the regions that it counts, and how it stands there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from thriving.evidence import queries as evidence
from thriving.plan.models import NamedSet, Requirement
from thriving.plan.queries.plans import plans_for
from thriving.plan.standing.asking import asked_of, sets_named
from thriving.plan.standing.requirements import RequirementStanding, stand
from thriving.programs.milestones import planned
from thriving.programs.needs.models import Round

REGION = "region"
_PLAN = "key_result__objective__priority__plan"


@dataclass(frozen=True)
class Served:
    """The requirement that a round serves. ``inside``: whether the set names what counts."""

    requirement: Requirement
    named: NamedSet | None
    inside: bool

    @property
    def plan(self) -> str:
        return self.requirement.key_result.objective.priority.plan.key

    @property
    def key_result(self) -> str:
        return self.requirement.key_result.key

    def counts(self, region: str) -> bool:
        """Whether the plan counts this region; without a set it counts each."""
        return bool(region) and (self.named is None or (region in self.named.keys) == self.inside)


def served_by(one: Round) -> Served | None:
    plan, _slash, rest = one.serves.partition("/")
    key_result, _slash, key = rest.partition("/")
    found = Requirement.ever.filter(key=key, key_result__key=key_result, **{f"{_PLAN}__key": plan})
    requirement = found.select_related(_PLAN, "named_set").first() if key else None
    return _served(requirement) if requirement else None


def standing_of(served: Served, reader: Any) -> RequirementStanding | None:
    """The plan's own number, as its pages show it to this reader; of this requirement alone."""
    plan = plans_for(reader).filter(key=served.plan).first()
    if plan is None or served.requirement.retired_at:
        return None
    sets = {each.key: each for each in NamedSet.ever.filter(plan=plan)}
    asked = asked_of(served.requirement, plan, sets)
    number = evidence.numbers_for(reader, [asked])[0]
    return stand(served.requirement, number, plan, sets=sets_named(served.requirement, sets))


def milestones_of(served: Served) -> list[str]:
    """The milestones by which the same key result is reached, by their keys."""
    theirs = planned.by_milestone().items()
    return sorted(
        key for key, each in theirs if (each.plan, each.key_result) == (served.plan, served.key_result)
    )


def requirements_called(codes: Collection[str]) -> Mapping[str, str]:
    """Those of ``codes`` that a plan asks now, each by its words."""
    return {code: words for code, words in to_choose() if code in codes}


def to_choose(kept: str = "") -> list[tuple[str, str]]:
    """Requirements that count regions, of open plans; and the one that is kept already."""
    asked = Requirement.ever.select_related(_PLAN).order_by(
        f"-{_PLAN}__starts_on", "key_result__number", "pk"
    )
    living = Q(retired_at=None, key_result__retired_at=None, **{f"{_PLAN}__state": "open"})
    found = [each for each in asked.filter(living) if _filter_of(each) or _counts_regions(each)]
    codes = [(code_of(each), f"{each.key_result.number}. {each.key_result}: {each}") for each in found]
    return codes if not kept or kept in dict(codes) else [*codes, (kept, kept)]


def code_of(requirement: Requirement) -> str:
    result = requirement.key_result
    return f"{result.objective.priority.plan.key}/{result.key}/{requirement.key}"


def _served(requirement: Requirement) -> Served:
    said = _filter_of(requirement)
    plan = requirement.key_result.objective.priority.plan
    named = NamedSet.ever.filter(plan=plan, key=said[2]).first() if said else requirement.named_set
    return Served(requirement, named, inside=not said or said[1] == "in_set")


def _filter_of(requirement: Requirement) -> list[Any] | None:
    """The filter that names a set of regions."""
    found = (
        each for each in requirement.filters if each[0] == REGION and each[1] in ("in_set", "not_in_set")
    )
    return next(found, None)


def _counts_regions(requirement: Requirement) -> bool:
    named = requirement.named_set
    return named is not None and bool(named.scheme)
