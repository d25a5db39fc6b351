"""A visitor who fetches everything that is told of people and computes what is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from django.test import Client

from thriving.evidence.disclosure.attack import Breach, audit
from thriving.evidence.disclosure.dimensions import Dimension
from thriving.evidence.disclosure.releases import Change, Release, Unknown
from thriving.evidence.disclosure.rules import Need, Rules
from thriving.evidence.disclosure.system import unknown
from thriving.evidence.disclosure.tables import PublishedTable
from thriving.evidence.measures import AsOf
from thriving.evidence.models import TableSpecification
from thriving.evidence.tables import linking
from thriving.evidence.tables.counting import moved, placed
from thriving.evidence.tables.populations import question_of

WHO = "people"


def breaches(client: Client) -> list[Breach]:
    """What a visitor can compute from the twins, or know too well; what they should not is asked of us."""
    fetched = _fetched(client)
    return audit(_with_changes(fetched), _needs(fetched))


def _fetched(client: Client) -> dict[AsOf, dict[str, PublishedTable]]:
    """By the moment of which they tell: each table that was counted then, from its JSON alone."""
    moments: dict[AsOf, dict[str, PublishedTable]] = {}
    for table in _rows(client, "/tables.json"):
        for release in _rows(client, f"/tables/{table['key']}.json"):
            if release["outcome"] == "published":
                told = client.get(f"/tables/{table['key']}/{release['number']}.json").json()
                as_of = AsOf(date.fromisoformat(release["on"]), release["known_number"])
                moments.setdefault(as_of, {})[table["key"]] = _table(table, told)
    return dict(sorted(moments.items(), key=lambda each: each[0].on))


def _rows(client: Client, address: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = client.get(address).json()["rows"]
    return rows


def _table(table: Mapping[str, Any], told: Mapping[str, Any]) -> PublishedTable:
    names = table["dimensions"]
    cells = {tuple((row["row"], row["column"])[: len(names)]): row["people"] for row in told["rows"]}
    dimensions = [
        Dimension(name, tuple(dict.fromkeys(cell[axis] for cell in cells if cell[axis])))
        for axis, name in enumerate(names)
    ]
    return PublishedTable(table["key"], WHO, tuple(dimensions), cells)


def _with_changes(fetched: Mapping[AsOf, Mapping[str, PublishedTable]]) -> Sequence[Release]:
    """Somebody may know how many came and went, so the attacker does."""
    releases = [Release(tuple(tables.values())) for tables in fetched.values()]
    changes = [Change(*moved(before, after)) for before, after in pairwise(_everybody(fetched))]
    return [
        replace(each, changes={WHO: change})
        for each, change in zip(releases, [*changes, Change(0, 0)], strict=True)
    ]


def _everybody(fetched: Mapping[AsOf, Any]) -> Iterator[dict[str, tuple[str, ...]]]:
    tables = list(TableSpecification.objects.order_by("key"))
    schemes = {scheme.dimension: scheme for table in tables for scheme in linking.schemes_of(table)}
    for as_of in fetched:
        yield placed(question_of(tables[0]), as_of, list(schemes.values()))


def _needs(fetched: Mapping[AsOf, Mapping[str, PublishedTable]]) -> dict[Unknown, Need]:
    """The truth: which figures are too small to be known."""
    needs: dict[Unknown, Need] = {}
    for number, (as_of, tables) in enumerate(fetched.items()):
        for key, shown in tables.items():
            counted = linking.count(TableSpecification.objects.get(key=key), as_of)[0]
            asked = Rules().needs(counted)
            needs |= {unknown(number, shown, cell): need for cell, need in asked.items()}
    return needs
