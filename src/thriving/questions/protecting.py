"""Totals in which nobody can be found: not in a small cell, nor by subtracting one total from another.

Each question is a table of the same people, and all go out together through the engine that protects
published tables. The next totals are told once so many sheets have come, gone or changed that their
difference is of a group too: whoever looks every day learns nothing of the one who answered on Tuesday.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import salted_hmac

from thriving.evidence.disclosure.dimensions import Dimension
from thriving.evidence.disclosure.protect import Protected, protect
from thriving.evidence.disclosure.releases import Change, Earlier, Release
from thriving.evidence.disclosure.rules import Rules
from thriving.evidence.disclosure.tables import Cell, PublishedTable, Table
from thriving.questions.models import Question, Telling

FEWEST_IN_A_CELL = 10
FEWEST_PEOPLE = 20  # with fewer, no two groups of ten can be told apart
GROWTH = 3  # the next totals come once a third as many people have come or gone as were told of
POPULATION = "answered"
RULES = Rules(least=FEWEST_IN_A_CELL, least_population=FEWEST_PEOPLE)

Answers = Mapping[str, Any]  # of one sheet, by question
Counts = dict[str, dict[str, int]]  # by table and category
Shown = dict[str, dict[str, int | None]]


@dataclass(frozen=True)
class Protection:
    people: int
    counted: Counts
    shown: Shown


def enough(moved: int, before: Telling | None) -> bool:
    """Whether so many came, went or changed that new totals tell of none of them."""
    return before is None or moved >= max(FEWEST_IN_A_CELL, before.people // GROWTH)


def protected(
    questions: Iterable[Question], sheets: Sequence[Answers], earlier: Sequence[Telling]
) -> Protection | None:
    """What may be told of these sheets after what was told before; nothing if there are too few."""
    counted = count(questions, sheets)
    tables = [_table(key, groups) for key, groups in counted.items()]
    before = [_earlier(each) for each in earlier]
    while tables:
        answer = protect(tables, earlier=before, rules=RULES, secret=_secret())
        if isinstance(answer, Protected):
            shown = {each.key: _cells(each) for each in answer.fresh}
            told = {key: counted[key] for key in shown}
            return Protection(len(sheets), told, shown) if shown else None
        left_out = {answer.table, *_others_of(answer.table, tables)}
        tables = [each for each in tables if each.key not in left_out]
    return None


def count(questions: Iterable[Question], sheets: Sequence[Answers]) -> Counts:
    counts: Counts = {}
    for question in questions:
        kind = question.sort
        tables = kind.tables() if question.in_totals else {}
        placed = [kind.groups_of(each.get(question.key)) for each in sheets] if tables else []
        for table, groups in tables.items():
            found = Counter(each[table] for each in placed)
            counts[table] = {group: found[group] for group in groups}
    return counts


def _others_of(table: str, tables: Sequence[Table]) -> set[str]:
    """What belongs to the same question: an option left out alone would tell that it is a rare one."""
    question = table.partition(":")[0]
    return {each.key for each in tables if each.key.partition(":")[0] == question}


def _table(key: str, groups: Mapping[str, int]) -> Table:
    counts: dict[Cell, int] = {(group,): people for group, people in groups.items()}
    return Table(key, POPULATION, (Dimension(key, tuple(groups)),), counts=counts)


def _cells(table: PublishedTable) -> dict[str, int | None]:
    return {cell[0]: people for cell, people in table.cells_shown.items() if cell != table.total}


def _earlier(telling: Telling) -> Earlier:
    counted = tuple(_table(key, groups) for key, groups in telling.counted.items())
    shown = tuple(_as_shown(table, telling.shown[table.key]) for table in counted)
    change = Change(telling.joined, telling.left)
    return Earlier(counted, Release(shown, changes={POPULATION: change}))


def _as_shown(table: Table, cells: Mapping[str, int | None]) -> PublishedTable:
    shown: dict[Cell, int | None] = {(group,): people for group, people in cells.items()}
    shown[table.total] = table[table.total]
    return PublishedTable(table.key, table.population, table.dimensions, shown)


def _secret() -> bytes:
    """Decides among cells that would hide as well: whoever has our code cannot replay which ones we chose."""
    return salted_hmac("thriving.questions.totals", "", algorithm="sha256").digest()
