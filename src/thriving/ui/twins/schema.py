"""Declared kinds as JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thriving.ui.twins.records import Column, Kind, Parameter, Records

_OF_KIND: dict[Kind, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "date": {"type": "string", "format": "date"},
    "boolean": {"type": "boolean"},
    "list": {"type": "array", "items": {"type": "string"}},
}


# A form sends a field that was left empty, too.
_NOT_ASKED = {"type": "string", "maxLength": 0}
LONGEST = 1000  # characters
LARGEST = 10**15
_LIMITS: dict[Kind, dict[str, Any]] = {
    # No database takes a NUL.
    "string": {"maxLength": LONGEST, "pattern": r"^[^\u0000]*$"},
    "integer": {"minimum": -LARGEST, "maximum": LARGEST},
    "number": {"minimum": -LARGEST, "maximum": LARGEST},
}


def of_kind(kind: Kind) -> dict[str, Any]:
    return dict(_OF_KIND[kind])


def of_parameter(parameter: Parameter) -> dict[str, Any]:
    """What may be asked: a column may hold more than this, an address may not."""
    asked = {**of_kind(parameter.kind), **_LIMITS.get(parameter.kind, {})}
    if parameter.kind == "string":
        return asked
    if parameter.kind == "list":
        return {**asked, "items": {"type": "string", **_LIMITS["string"]}}
    return {"anyOf": [asked, _NOT_ASKED]}


def of_column(column: Column) -> dict[str, Any]:
    """Any cell may be empty: a record does not always know everything."""
    kind = of_kind(column.kind)
    return {
        **kind,
        "type": [kind["type"], "null"],
        "title": str(column.title),
        "description": str(column.meaning),
    }


def json_schema(records: Records) -> dict[str, Any]:
    """What the JSON twin of ``records`` looks like."""
    row = {
        "type": "object",
        "properties": {column.name: of_column(column) for column in records.columns},
        "required": [column.name for column in records.columns],
        "additionalProperties": False,
    }
    day = {"type": ["string", "null"], "format": "date"}
    head = {
        "title": {"type": "string"},
        "license": {"type": "string"},
        "sample": {"type": "boolean", "description": "True where people and facts are fictional."},
        "on": {**day, "description": "What had happened by this day."},
        "known": {**day, "description": "As known on this day."},
    }
    return {
        "title": str(records.title),
        "description": str(records.meaning),
        "type": "object",
        "properties": {**head, "rows": {"type": "array", "items": row}},
        "required": [*head, "rows"],
    }
