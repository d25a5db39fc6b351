"""What a measure's definition says, read from its JSON. No formulas: ten kinds, each with its few words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.evidence.kinds import Dimension, FactKind, Type, kinds
from thriving.evidence.measures.conditions import OPERATORS, Condition
from thriving.evidence.measures.regions import COUNTRY, REGION, Regions

SUBJECT = "subject"
STATED_VALUE = "stated.value"  # the kind of fact that a confirmed value leaves
ALWAYS = {"kind", "unit"}
SOMETIMES = {"direction", "breakdowns", "empty", "privacy", "columns", "golden", "regions"}
# By kind of measure: the words that it must have, then those that it may have beside them.
WORDS: dict[str, tuple[set[str], set[str]]] = {
    "count": ({"fact"}, {"where"}),
    "sum": ({"fact"}, {"where"}),
    "median": ({"fact"}, {"where", "minimum"}),
    "distinct": ({"fact"}, {"where", "of"}),
    "ratio": ({"numerator", "denominator"}, set()),
    "change": (
        {"fact", "pair", "before", "after", "scale", "statistic"},
        {"where", "improved_by", "minimum"},
    ),
    "coverage": ({"fact", "of"}, {"where"}),
    "milestones": ({"fact", "of"}, {"where"}),
    "indicator": ({"indicator"}, set()),
    "stated": ({"measure"}, set()),
}
DIRECTIONS = ("increase", "decrease", "maintain")
WORKED_OUT = Dimension(
    REGION, Type.REGION, gettext_lazy("The region of the world in which the record's country lies.")
)
STATISTICS = ("improved_count", "improved_share", "mean_change")
VALUES_AT_LEAST = 5  # of fewer, the one in the middle says more about itself than about the work
PAIRS_AT_LEAST = 10  # below it, a share or a mean of changes says more about chance than about people


class SpecificationRefused(ValidationError):
    """The definition cannot be used; its messages say why."""


@dataclass(frozen=True)
class Side:
    """Facts of one kind under conditions: what a measure counts, or one side of a ratio."""

    fact: str
    where: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Pairing:
    """How the change of a subject is told: which dimension names the two waves, what improving means."""

    dimension: str
    before: str
    after: str
    lowest: Decimal
    highest: Decimal
    statistic: str
    improved_by: Decimal
    minimum: int


@dataclass(frozen=True)
class Specification:
    kind: str
    sides: tuple[Side, ...] = ()  # for a ratio: numerator, denominator
    of: str = SUBJECT
    pairing: Pairing | None = None
    minimum: int = 0  # of a median: below so many different subjects it is not told
    indicator: str = ""
    measure: str = ""
    unit: str = ""
    decimals: int = 0
    direction: str = "increase"
    breakdowns: tuple[str, ...] = ()
    empty_is_zero: bool = True
    people_at_least: int = 0  # sources of fewer people are merged when it is published
    cadence: str = ""
    columns: tuple[str, ...] = ()
    regions: Regions | None = None  # by which a region is worked out from each record's country
    golden: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False)

    @classmethod
    def parse(cls, said: Mapping[str, Any]) -> Specification:
        """Read a definition; whoever wrote a bad one gets a sentence for each thing that is wrong with it."""
        if found := list(misfits(said)):
            raise SpecificationRefused(found)
        try:
            return _read(said)
        except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
            raise SpecificationRefused(
                _("The definition is not in the form that its kind needs: %(error)s.") % {"error": error}
            ) from error

    @cached_property
    def about_people(self) -> bool:
        return any(kinds[side.fact].about_people for side in self.sides)

    @property
    def counts_facts(self) -> bool:
        return bool(self.sides)

    def known_as(self, name: str) -> str:
        """What a dimension is called where facts are looked at: a region that is worked out says how."""
        return self.regions.name if self.regions and name == REGION else name

    def seen(self, fact: str) -> FactKind:
        """A kind of fact as this measure sees it: with a region, where one can be worked out."""
        kind = kinds[fact]
        if self.regions is None or COUNTRY not in kind.named:
            return kind
        others = tuple(each for each in kind.dimensions if each.name != REGION)
        return replace(kind, dimensions=(*others, WORKED_OUT))

    def types(self, name: str) -> set[Type]:
        """Of that dimension in all records that are counted; a column, such as the source, has none."""
        found = (self.seen(side.fact).named.get(name) for side in self.sides)
        return {dimension.type for dimension in found if dimension}

    def dimension(self, name: str) -> Dimension:
        """Of the records that the measure counts."""
        return self.seen(self.sides[0].fact).named[name]


def misfits(said: Mapping[str, Any]) -> Iterator[str]:
    """What keeps ``said`` from being read at all: an unknown kind, words missing or too many."""
    kind = said.get("kind")
    if kind not in WORDS:
        yield _("“%(kind)s” is not a kind of measure. The kinds are: %(kinds)s.") % {
            "kind": kind,
            "kinds": ", ".join(WORDS),
        }
        return
    must, may = WORDS[kind]
    for word in sorted((must | ALWAYS) - set(said)):
        yield _("A measure of the kind “%(kind)s” must say “%(word)s”.") % {"kind": kind, "word": word}
    for word in sorted(set(said) - must - may - ALWAYS - SOMETIMES):
        yield _("A measure of the kind “%(kind)s” has no “%(word)s”.") % {"kind": kind, "word": word}


def _read(said: Mapping[str, Any]) -> Specification:
    unit, privacy = said["unit"], said.get("privacy") or {}
    return Specification(
        kind=said["kind"],
        sides=_sides(said),
        of=said.get("of", SUBJECT),
        pairing=_pairing(said) if said["kind"] == "change" else None,
        minimum=int(said.get("minimum", VALUES_AT_LEAST)) if said["kind"] == "median" else 0,
        indicator=said.get("indicator", ""),
        measure=said.get("measure", ""),
        unit=str(unit["code"]),
        decimals=int(unit.get("decimals", 0)),
        direction=_one_of(DIRECTIONS, said.get("direction", "increase")),
        breakdowns=tuple(said.get("breakdowns", ())),
        empty_is_zero=_one_of(("zero", "no_case"), said.get("empty", "zero")) == "zero",
        people_at_least=int(privacy.get("k", 0)),
        cadence=str(privacy.get("cadence", "")),
        columns=tuple(said.get("columns", ())),
        regions=Regions.read(said["regions"]) if "regions" in said else None,
        golden=said.get("golden") or {},
    )


def _sides(said: Mapping[str, Any]) -> tuple[Side, ...]:
    match said["kind"]:
        case "ratio":
            return _side(said["numerator"]), _side(said["denominator"])
        case "stated":
            return (Side(STATED_VALUE, (Condition(SUBJECT, "in", (said["measure"],)),)),)
        case "indicator":
            return ()
        case _:
            return (_side(said),)


def _side(said: Mapping[str, Any]) -> Side:
    return Side(str(said["fact"]), tuple(_condition(each) for each in said.get("where", ())))


def _condition(said: Any) -> Condition:
    condition = Condition.of(said)
    _one_of(OPERATORS, condition.operator)
    return condition


def _pairing(said: Mapping[str, Any]) -> Pairing:
    lowest, highest = said["scale"]
    return Pairing(
        dimension=said["pair"],
        before=said["before"],
        after=said["after"],
        lowest=Decimal(str(lowest)),
        highest=Decimal(str(highest)),
        statistic=_one_of(STATISTICS, said["statistic"]),
        improved_by=Decimal(str(said.get("improved_by", 0))),
        minimum=int(said.get("minimum", PAIRS_AT_LEAST)),
    )


def _one_of(allowed: tuple[str, ...], value: str) -> str:
    if value not in allowed:
        raise ValueError(
            _("“%(value)s” is none of %(allowed)s") % {"value": value, "allowed": ", ".join(allowed)}
        )
    return value


def canonical(said: Any) -> str:
    """One text for one definition, whatever the order of its words."""
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
