"""Everything that is wrong with a plan file, its measures' definitions included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.evidence import measures
from thriving.evidence.measures import Condition, Question, Specification
from thriving.evidence.withholding import narrows
from thriving.movement.models import Definition, RegionScheme
from thriving.movement.queries import places
from thriving.movement.queries.places import Division
from thriving.plan.file import PlanFile, Problem, RequirementPart, SetPart, check
from thriving.plan.file.check import place_of_requirement
from thriving.plan.standing.asking import SET_OPERATORS

PARTS_ARE_WITHHELD = gettext_lazy(
    "It is told where at least ten people count, no table divides them and no smaller group could be "
    "computed from it; else it reads “not told”. It changes only when ten people came or left."
)


def problems_of(said: PlanFile) -> list[Problem]:
    """Each with its place in the file; empty when it can be loaded."""
    # Filters are held against definitions that hold.
    return [*check(said), *_of_measures(said)] or [*_of_filters(said), *_of_the_world(said)]


def problems_of_turn(said: PlanFile) -> list[Problem]:
    """Of a plan that was sound and turns into ``said``; new definitions are checked where they are kept."""
    return check(said) or [*_of_filters(said), *_of_the_world(said)]


def parts_of_people(said: PlanFile) -> dict[str, str]:
    """By their place, the requirements that ask for a part of some people, each with a word of warning.

    Nothing is wrong with them; only their number may be withheld, and whoever writes them should know.
    """
    specifications = {str(each.key): Specification.parse(each.specification) for each in said.measures}
    return {
        f"{result.key}/{each.key}": _("“%(title)s” asks for a part of a number of people. %(rule)s")
        % {"title": each.title, "rule": PARTS_ARE_WITHHELD}
        for result in said.key_results
        for each in result.requirements
        if narrows(Question(specifications[each.measure], tuple(_conditions(said, each))))
    }


def _of_measures(said: PlanFile) -> Iterator[Problem]:
    for measure in said.measures:
        for sentence in measures.problems(measure.specification, measure.key):
            yield Problem(f'measure "{measure.key}"', sentence)


def _of_filters(said: PlanFile) -> Iterator[Problem]:
    specifications = {str(each.key): Specification.parse(each.specification) for each in said.measures}
    for result in said.key_results:
        for each in result.requirements:
            for sentence in measures.filter_problems(specifications[each.measure], _conditions(said, each)):
                yield Problem(f"{place_of_requirement(result, each)} → filters", sentence)


def _of_the_world(said: PlanFile) -> Iterator[Problem]:
    """What the plan names and does not define itself: regions, and the definitions that it rests on."""
    yield from _of_sets(said)
    yield from _of_definitions(said)


def _of_definitions(said: PlanFile) -> Iterator[Problem]:
    known = {str(each) for each in Definition.objects.all()} if _rests_on_any(said) else set()
    for result in said.key_results if known else ():
        for name in result.definitions:
            if name not in known:
                sentence = _("There is no definition “%(name)s”; it is written like emerging-community/1.")
                yield Problem(f'key_result "{result.key}" → definitions', sentence % {"name": name})


def _rests_on_any(said: PlanFile) -> bool:
    return any(result.definitions for result in said.key_results)


def _of_sets(said: PlanFile) -> Iterator[Problem]:
    """Regions are those of their scheme. Where no scheme is known at all, nothing can be held against it."""
    named = [each for each in said.sets if each.scheme]
    if named and RegionScheme.objects.exists():
        for each in named:
            yield from _of_regions(each)


def _of_regions(named: SetPart) -> Iterator[Problem]:
    place = f'set "{named.key}"'
    division = _division(named.scheme)
    if division is None:
        sentence = _("There is no scheme “%(scheme)s”; it is written like wikimedia/1.")
        yield Problem(f"{place} → scheme", sentence % {"scheme": named.scheme})
        return
    for key in [member.key for member in named.members if member.key not in division.names]:
        sentence = _("The scheme “%(scheme)s” has no region “%(region)s”.")
        yield Problem(f"{place} → members", sentence % {"scheme": named.scheme, "region": key})


def _division(scheme: str) -> Division | None:
    key, _slash, version = scheme.rpartition("/")
    return places.division(key, int(version)) if key and version.isdecimal() else None


def _conditions(said: PlanFile, requirement: RequirementPart) -> list[Condition]:
    members = {str(each.key): [str(member.key) for member in each.members] for each in said.sets}
    return [_condition(each, members) for each in requirement.filters]


def _condition(said: tuple[Any, ...], members: dict[str, list[str]]) -> Condition:
    dimension, operator, values = said
    if operator in SET_OPERATORS:
        return Condition.of((dimension, SET_OPERATORS[operator], members[values]))
    return Condition.of((dimension, operator, values))
