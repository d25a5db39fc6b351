"""From a file to lines: each cell read as its question wants it, each mistake a sentence with its row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from thriving.kernel.tables import Limits, Problem, Row
from thriving.kernel.tables import read as read_table
from thriving.movement import spelling
from thriving.programs.needs.asked import sheet_name, versions_of
from thriving.programs.needs.intakes import cells, swapping
from thriving.programs.needs.intakes.columns import (
    CODE,
    CONTACT,
    COUNTRY,
    FORM,
    HELD_ON,
    KIND,
    LANGUAGES,
    NAME,
    NAMED,
    NEEDED,
    Columns,
    read_header,
)
from thriving.programs.needs.models import Round
from thriving.programs.needs.shipped import SIZE, what_is_wrong
from thriving.programs.needs.vocabulary import HOLDERS
from thriving.questions.models import Question, Version

LIMITS = Limits(size=10 * 1024 * 1024, rows=5_000, cell=6_000)
LONGEST = {CODE: 40, NAME: 200, CONTACT: 300}
Parser = Callable[[str], Any]


@dataclass
class Line:
    """A sheet: ``said`` by our names, without what could not be read."""

    row: int
    said: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)
    effect: str = ""
    assessment: Any = None  # the one that is there already


@dataclass(frozen=True)
class Reading:
    """``amiss``: what is wrong with the table as a whole, so that none of its rows was read."""

    columns: Columns
    lines: list[Line]
    amiss: list[Problem]


def read(one: Round, file: BinaryIO) -> Reading:
    """Raises tables.Unreadable, a sentence for who brought the file."""
    table = read_table(file, LIMITS)
    versions = versions_of(one)
    columns, problems = read_header(table.header, versions.values())
    if problems:
        return Reading(columns, [], problems)
    sheets = _Sheets(one, versions, columns)
    lines = [sheets.line(row) for row in table]
    swapped = swapping.found(sheets.typed, sheets.parsers, sheets.wrong)
    if swapped:
        return Reading(columns, [], [Problem(1, *each) for each in swapped])
    _refuse_repetitions(lines)
    return Reading(columns, lines, [])


@dataclass(frozen=True)
class _Cell:
    name: str  # of its column, as the file calls it
    text: str
    meaning: object  # cells of the same meaning and text are read once
    parser: Parser


class _Sheets:
    """Reads rows, and remembers what it read: most cells of a table stand in it many times."""

    def __init__(self, one: Round, versions: Mapping[int, Version], columns: Columns) -> None:
        self.round, self.versions, self.columns = one, versions, columns
        known, spoken = cells.countries(), cells.languages()
        holders = {key: (str(words),) for key, words in HOLDERS.items()}
        self.ours: dict[str, Parser] = {
            CODE: self._short(CODE),
            FORM: self._form,
            NAME: self._short(NAME),
            KIND: lambda cell: cells.chosen(cell, holders, list(holders)),
            COUNTRY: lambda cell: cells.country(cell, known),
            LANGUAGES: lambda cell: cells.several_languages(cell, spoken),
            NAMED: cells.yes_or_no,
            CONTACT: self._short(CONTACT),
            HELD_ON: lambda cell: cells.day(cell).isoformat(),
        }
        self.parsers: dict[str, Parser] = {}  # by the file's names, for telling swapped columns
        self.typed: defaultdict[str, list[str]] = defaultdict(list)
        self.wrong: defaultdict[str, int] = defaultdict(int)
        self._kept: dict[tuple[object, str], Any] = {}
        for key in (KIND, COUNTRY, HELD_ON, FORM, NAMED):
            if name := columns.ours.get(key):
                self.parsers[name] = self.ours[key]

    def line(self, row: Row) -> Line:
        line = Line(row.number, problems=[("", sentence) for sentence in row.problems])
        for key, name in self.columns.ours.items():
            self._read(line, key, name, row.cells.get(name, ""))
        version = self.versions.get(line.said.get(FORM, 0))
        if version:
            self._answers(line, row, version)
        return line

    def _read(self, line: Line, key: str, name: str, cell: str) -> None:
        if cell:
            self._take(line, line.said, key, _Cell(name, cell, key, self.ours[key]))
        elif key in NEEDED:
            line.problems.append((name, _("This cell must not be empty.")))

    def _answers(self, line: Line, row: Row, version: Version) -> None:
        asked = {question.key: question for question in version.asked}
        for key, question in asked.items():
            name = self.columns.questions.get(key, "")
            cell = row.cells.get(name, "") if name else ""
            if cell:
                typed = _Cell(name, cell, question.pk, self._parser(name, question))
                self._take(line, line.answers, key, typed)
            elif question.required:
                line.problems.append((name or key, _("This question must be answered: the cell is empty.")))
        self._refuse_unasked(line, row, version, asked.keys())
        if sentence := what_is_wrong(line.answers):
            line.problems.append((self.columns.questions[SIZE], sentence))

    def _refuse_unasked(self, line: Line, row: Row, version: Version, asked: Collection[str]) -> None:
        for key, name in self.columns.questions.items():
            if key not in asked and row.cells.get(name):
                sentence = _("Form %(form)s does not ask this. Leave the cell empty.")
                form = sheet_name(self.round, version)
                line.problems.append((name, sentence % {"form": form}))

    def _parser(self, name: str, question: Question) -> Parser:
        def parser(cell: str) -> Any:
            return _kept(question, cells.answer(question, cell))

        if question.kind in ("one_of", "several_of", "yes_no", "number", "date"):
            self.parsers.setdefault(name, parser)
        return parser

    def _take(self, line: Line, into: dict[str, Any], key: str, cell: _Cell) -> None:
        found = self._remembered(cell)
        if cell.name in self.parsers:
            self.typed[cell.name].append(cell.text)
        if isinstance(found, ValueError):
            self.wrong[cell.name] += 1
            line.problems.append((cell.name, str(found)))
        elif found not in (None, "", []):
            into[key] = found

    def _remembered(self, cell: _Cell) -> Any:
        memory = (cell.meaning, cell.text)
        if memory not in self._kept:
            try:
                self._kept[memory] = cell.parser(cell.text)
            except ValueError as wrong:
                self._kept[memory] = wrong
        return self._kept[memory]

    def _short(self, key: str) -> Parser:
        def parser(cell: str) -> str:
            text = spelling.line(cells.digits(cell) if key == CODE else cell)
            if not text or len(text) > LONGEST[key]:
                sentence = _("This takes from 1 to %(count)d characters.")
                raise ValueError(sentence % {"count": LONGEST[key]})
            return text

        return parser

    def _form(self, cell: str) -> int:
        """The number of the version, as "heritage-2020/1" or as "1"."""
        key, slash, last = cells.digits(cell).strip().rpartition("/")
        if slash and key != self.round.key:
            sentence = _("“%(form)s” is a form of another round. Type its sheets there.")
            raise ValueError(sentence % {"form": cell[:80]})
        if last.isdigit() and last.isascii() and len(last) < 6 and int(last) in self.versions:  # noqa: PLR2004
            return int(last)
        known = ", ".join(sheet_name(self.round, each) for each in self.versions.values())
        sentence = _("There is no form “%(form)s”. At the foot of the paper stands one of: %(known)s.")
        raise ValueError(sentence % {"form": cell[:80], "known": known})


def _kept(question: Question, answer: object) -> object:
    return None if answer in (None, "", []) else question.sort.keep(answer)


def _refuse_repetitions(lines: list[Line]) -> None:
    codes: dict[str, int] = {}
    holders: dict[tuple[str, str], int] = {}
    for line in lines:
        code, holder = line.said.get(CODE, ""), holder_of(line.said)
        if code and (first := codes.setdefault(code, line.row)) != line.row:
            sentence = _("Row %(row)d has the same code. Each sheet has its own.")
            line.problems.append((CODE, sentence % {"row": first}))
        elif all(holder) and (first := holders.setdefault(holder, line.row)) != line.row:
            sentence = _("Row %(row)d is the same holder. Leave one of them out.")
            line.problems.append((NAME, sentence % {"row": first}))


def holder_of(said: Mapping[str, Any]) -> tuple[str, str]:
    """By which a holder is found again: their name without case and marks, and their country."""
    return spelling.folded(said.get(NAME, ""))[:200], said.get(COUNTRY, "")
