"""Answers from paper: typed into a table, read by whatever somebody called its columns and answers.

reading = read(version, file)              # raises tables.Unreadable, a sentence
reading.rows, reading.problems             # nothing is kept yet
actions.take_from_paper(version, reading, by=person)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from thriving.kernel.tables import Limits, Problem, Row, Table
from thriving.kernel.tables import read as read_table
from thriving.movement import spelling
from thriving.questions.models import Question, Questionnaire, Version

CODE = "code"
LONGEST_CODE = 64
LIMITS = Limits(rows=5_000)

Columns = Mapping[str, Question]  # by the name that stands in the first row


@dataclass(frozen=True)
class ReadRow:
    """One sheet: its code, and its answers by question, as a form would have them."""

    number: int
    code: str
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Reading:
    """Sound only if nothing is wrong with any row."""

    rows: list[ReadRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(version: Version, file: BinaryIO) -> Reading:
    table = read_table(file, LIMITS)
    columns, problems = _columns(version, table)
    if problems:
        return Reading(problems=problems)
    reading = Reading()
    taken = _codes_taken(version.questionnaire)
    for row in table:
        _read_row(row, columns, taken, reading)
    return reading


def _columns(version: Version, table: Table) -> tuple[Columns, list[Problem]]:
    """Which question each column answers: by its key, or by its words in any language."""
    found: dict[str, Question] = {}
    problems = []
    for name in table.header:
        if _is_code(name):
            continue
        fitting = [question for question in version.asked if _folded(name) in _names(question)]
        if len(fitting) == 1 and fitting[0] not in found.values():
            found[name] = fitting[0]
        else:
            problems.append(Problem(1, name, _what_is_wrong(name, fitting)))
    if not any(_is_code(name) for name in table.header):
        sentence = _("The column “code” is missing: it says which sheet of paper a row is.")
        problems.append(Problem(1, CODE, sentence))
    return found, [*problems, *_without_column(version, found, problems)]


def _without_column(version: Version, found: Columns, problems: list[Problem]) -> Iterator[Problem]:
    for question in version.asked if not problems else ():
        if question.required and question not in found.values():
            sentence = _("A column is missing for “%(question)s”, which everybody must answer.")
            yield Problem(1, question.key, sentence % {"question": question.title})


def _what_is_wrong(name: str, fitting: list[Question]) -> str:
    if not fitting:
        sentence = _("No question is called “%(name)s”. Name the column as the question, or leave it out.")
    elif len(fitting) > 1:
        sentence = _("Several questions are called “%(name)s”. Name the column by the key of one.")
    else:
        sentence = _("A column before “%(name)s” answers the same question. Leave one out.")
    return sentence % {"name": spelling.line(name)[:100]}


def _read_row(row: Row, columns: Columns, taken: set[str], reading: Reading) -> None:
    problems = [Problem(row.number, "", sentence) for sentence in row.problems]
    code = next(cell for name, cell in row.cells.items() if _is_code(name))
    if sentence := _wrong_code(code, taken):
        problems.append(Problem(row.number, CODE, sentence))
    taken.add(code)
    answers: dict[str, Any] = {}
    for name, question in columns.items():
        try:
            answers[question.key] = _answer(question, row.cells.get(name, ""))
        except ValueError as wrong:
            problems.append(Problem(row.number, name, str(wrong)))
    reading.problems.extend(problems)
    if not problems:
        reading.rows.append(ReadRow(row.number, code, answers))


def _answer(question: Question, cell: str) -> Any:
    if cell:
        return question.sort.from_cell(cell)
    if question.required:
        raise ValueError(_("This question must be answered: the cell is empty."))
    return None


def _wrong_code(code: str, taken: set[str]) -> str:
    if not code:
        return _("Give the sheet a code, such as its number.")
    if len(code) > LONGEST_CODE:
        return _("A code has between 1 and %(most)d signs.") % {"most": LONGEST_CODE}
    if code in taken:
        return _("The sheet “%(code)s” is there already. Leave this row out, or give it another code.") % {
            "code": code
        }
    return ""


def _codes_taken(questionnaire: Questionnaire) -> set[str]:
    return set(questionnaire.sheets.exclude(code="").values_list("code", flat=True))


def _names(question: Question) -> set[str]:
    return {_folded(question.key), *map(_folded, question.title.values())}


def _is_code(name: str) -> bool:
    return _folded(name) in {CODE, _folded(_("code"))}


def _folded(name: str) -> str:
    return spelling.folded(spelling.line(name))
