"""Small makers of records for tests, each with defaults that are valid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from thriving.evidence.kinds import Type, kinds
from thriving.evidence.measures import Specification, recount_lines
from thriving.evidence.measures.golden import Example

A_DAY = "2020-01-31"
PRIVACY = {"k": 10, "cadence": "monthly"}
VALUES = {Type.KEY: "some-key", Type.LANGUAGE: "es", Type.REGION: "south-asia", Type.COUNTRY: "GH"}


def with_example(specification: Mapping[str, Any]) -> dict[str, Any]:
    """A definition that may become a measure: with an example, and with privacy where it counts people."""
    it = Specification.parse(specification)
    if not it.sides:
        return dict(specification)
    said = {**({"privacy": PRIVACY} if it.about_people else {}), **specification}
    golden = {"on": A_DAY, "facts": [_fact(side.fact, side.where) for side in it.sides]}
    example = Example.read(Specification.parse({**said, "golden": golden}))
    value = recount_lines(example.question, example.lines, example.on).value
    return {**said, "golden": golden if value is None else {**golden, "value": str(value)}}


def _fact(name: str, where: Any) -> dict[str, Any]:
    kind = kinds[name]
    dimensions = {
        each.name: each.values[0] if each.values else VALUES[each.type] for each in kind.dimensions
    } | {said.dimension: said.values[0] for said in where if said.operator == "in"}
    value = {"value": 1} if kind.has_value else {}
    subject = dimensions.pop("subject", "a")
    return {"kind": name, "subject": subject, "occurred_on": A_DAY, "dimensions": dimensions, **value}
