"""The API's document, made from the addresses that really exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext as _

import thriving
from thriving.ui.twins.records import Parameter, Records
from thriving.ui.twins.schema import json_schema, of_kind, of_parameter
from thriving.ui.twins.serving import Twin

_IN_ROUTE = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
_OF_CONVERTER: dict[str, dict[str, Any]] = {
    "int": {"type": "integer", "minimum": 0},
    "slug": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
    "str": {"type": "string", "pattern": "^[^/]+$"},
    "uuid": {"type": "string", "format": "uuid"},
}
_REFUSAL = {
    "type": "object",
    "properties": {"error": {"type": "string", "description": "Why, in a sentence."}},
    "required": ["error"],
}


def openapi() -> dict[str, Any]:
    """OpenAPI 3.1: one path for each twin, one schema for each page of records."""
    mounted = list(_mounted("", get_resolver().url_patterns))
    schemas = {
        name: json_schema(records) for name, records in _by_name(twin for _, _, twin in mounted).items()
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Thriving",
            "version": thriving.__version__,
            "description": _("Every page of records as JSON and CSV, at the page's own address. Read-only."),
            "license": {"name": "CC0-1.0", "identifier": "CC0-1.0"},
        },
        "paths": {
            _as_path(route): {"get": _operation(route, pattern, twin)} for route, pattern, twin in mounted
        },
        "components": {"schemas": {**schemas, "Refusal": _REFUSAL}},
    }


def _by_name(twins: Iterable[Twin]) -> dict[str, Records]:
    found: dict[str, Records] = {}
    for twin in twins:
        if found.setdefault(twin.records.name, twin.records) is not twin.records:
            raise ValueError(f"two pages of records are named {twin.records.name}")
    return found


def _mounted(before: str, patterns: list[Any]) -> Iterator[tuple[str, URLPattern, Twin]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _mounted(route, pattern.url_patterns)
        elif isinstance(pattern.callback, Twin):
            yield route, pattern, pattern.callback


def _as_path(route: str) -> str:
    return "/" + _IN_ROUTE.sub(r"{\g<name>}", route)


def _operation(route: str, pattern: URLPattern, twin: Twin) -> dict[str, Any]:
    records, form = twin.records, str(pattern.default_args["form"])
    in_route = [_route_parameter(match) for match in _IN_ROUTE.finditer(route)]
    return {
        "operationId": re.sub(r"\W+", "-", _as_path(route)).strip("-"),
        "summary": str(records.title),
        "description": str(records.meaning),
        "parameters": in_route + [_query_parameter(each) for each in records.parameters],
        "responses": _responses(records.name, form),
    }


def _route_parameter(match: re.Match[str]) -> dict[str, Any]:
    schema = _OF_CONVERTER.get(match["converter"] or "str", {"type": "string"})
    return {"name": match["name"], "in": "path", "required": True, "schema": schema}


def _query_parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": str(parameter.meaning),
        "schema": of_parameter(parameter),
        **({"style": "form", "explode": True} if parameter.kind == "list" else {}),
    }


def _responses(name: str, form: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"} if form == "json" else of_kind("string")
    content = {"application/json" if form == "json" else "text/csv": {"schema": schema}}
    refusal = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    return {
        "200": {"description": _("The records."), "content": content},
        "304": {"description": _("Nothing has changed since you asked.")},
        "400": {"description": _("The question cannot be read."), "content": refusal},
        "403": {"description": _("You may not open these records."), "content": refusal},
        "404": {"description": _("There is nothing here that you may open."), "content": refusal},
    }
