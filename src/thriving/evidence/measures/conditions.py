"""Which facts a measure asks for: conditions with one meaning, said once to the database, once in Python.

A dimension that a fact leaves out has the value "not stated". It is a value like another: ``in`` and
``not_in`` share every fact between them, and none is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol

from django.db.models import F, Func, Q, TextField
from django.db.models.expressions import Combinable
from django.db.models.lookups import Exact, In, IsNull

from thriving.evidence.kinds import COLUMNS, NOT_STATED
from thriving.evidence.measures.regions import COUNTRY, Regions

OPERATORS = ("in", "not_in", "exists", "missing")


class Condition(NamedTuple):
    dimension: str
    operator: str
    values: tuple[str, ...] = ()

    @classmethod
    def of(cls, said: Iterable[Any]) -> Condition:
        """From ``["region", "in", ["a", "b"]]``, as specifications and addresses have it."""
        dimension, operator, *values = said
        return cls(str(dimension), str(operator), tuple(sorted(set(map(str, *values)))) if values else ())


class Described(Protocol):
    """What a condition can look at in plain Python."""

    @property
    def subject(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def dimensions(self) -> Mapping[str, str]: ...


class Stated(Func):
    """The text of one dimension.

    ``->>`` is one operator on both databases; Django's own lookup wraps it in a CASE on SQLite, row by row.
    """

    output_field = TextField()

    def __init__(self, name: str) -> None:
        if not name.isidentifier():  # it stands in the SQL text, where an index on it could be used
            raise ValueError(f"{name!r} is not the name of a dimension")
        super().__init__(F("dimensions"), template=f"(%(expressions)s ->> '{name}')")


def column(name: str) -> Combinable:
    if regions := Regions.named(name):
        return regions.column()
    return F(name) if name in COLUMNS else Stated(name)


def where(conditions: Iterable[Condition]) -> Q:
    """The facts for which all of ``conditions`` hold."""
    joined = Q()
    for condition in dict.fromkeys(conditions):  # the same one twice would be worked out twice for each fact
        joined &= _asked(condition)
    return joined


def _asked(condition: Condition) -> Q:
    stated = column(condition.dimension)
    missing = Q(Exact(stated, "")) if condition.dimension in COLUMNS else Q(IsNull(stated, True))  # noqa: FBT003
    if condition.operator in {"exists", "missing"}:
        return missing if condition.operator == "missing" else ~missing
    values = [value for value in condition.values if value != NOT_STATED]
    if (regions := Regions.named(condition.dimension)) and condition.operator == "in":
        inside = regions.lies_in(Stated(COUNTRY), values)
    else:
        inside = Q(In(stated, values))
    if NOT_STATED in condition.values:
        inside |= missing
    return inside if condition.operator == "in" else _outside(stated, values, missing, condition)


def _outside(stated: Combinable, values: list[str], missing: Q, condition: Condition) -> Q:
    # In SQL, NOT IN is never true of NULL, so what is not stated must be let in by hand.
    outside = ~Q(In(stated, values)) if values else ~missing
    return outside if NOT_STATED in condition.values else outside | missing


def stated_by(fact: Described, name: str) -> str:
    value = getattr(fact, name) if name in COLUMNS else fact.dimensions.get(name)
    return value or NOT_STATED


def holds(conditions: Iterable[Condition], fact: Described) -> bool:
    return all(_holds(condition, stated_by(fact, condition.dimension)) for condition in conditions)


def _holds(condition: Condition, stated: str) -> bool:
    match condition.operator:
        case "in":
            return stated in condition.values
        case "not_in":
            return stated not in condition.values
        case "exists":
            return stated != NOT_STATED
        case _:
            return stated == NOT_STATED
