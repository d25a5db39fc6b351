"""Affiliates from a file: read as a whole, shown before anything changes, taken in as one or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import diary, tables, turn
from thriving.kernel.words import FALLBACK, Words
from thriving.movement import hearers
from thriving.movement.actions.actor import Actor, Refused, require
from thriving.movement.actions.affiliates import (
    REGISTERED,
    differences,
    index,
    refuse_registering,
    write_registered,
)
from thriving.movement.actions.groups import Described, key_problem, problems
from thriving.movement.actions.recognition import enter
from thriving.movement.models import Affiliate, AffiliateKind

SUBJECT = "movement.affiliates"  # what the diary calls the register as a whole
_BETWEEN = re.compile(r"[;,\s]+")
_IN_A_LANGUAGE = re.compile(r"(name|mission):([a-z]{2,8}(?:-[a-z0-9]{1,8})*)")
COLUMNS = (
    tables.Column("key", required=True, meaning="How addresses name it: small letters, digits, hyphens."),
    tables.Column("kind", required=True, choices=tuple(AffiliateKind)),
    tables.Column("name", required=True, meaning="In the language of name_language."),
    tables.Column("name_language", meaning="English (en) unless told otherwise."),
    tables.Column("acronym"),
    tables.Column("mission", meaning="In the language of name_language."),
    tables.Column("state", choices=REGISTERED, meaning="recognized unless told otherwise."),
    tables.Column("recognized_since", type="date"),
    tables.Column("countries", meaning="ISO 3166 codes with spaces between them."),
    tables.Column("regions", meaning="Keys of regions that are served as a whole."),
    tables.Column("languages", meaning="Codes with spaces between them."),
    tables.Column("meta_page"),
    tables.Column("contact"),
)


class FileRefused(Exception):
    """The file cannot be taken in: a sentence for each row that is wrong."""

    def __init__(self, found: Sequence[tables.Problem]) -> None:
        self.problems = tuple(found)
        super().__init__(_("Nothing has changed."))


@dataclass(frozen=True)
class Line:
    """What one row says of one affiliate, and what of it is new here."""

    number: int
    affiliate: Affiliate
    said: Described
    since: date | None
    state: str
    is_new: bool
    changed: tuple[str, ...]  # as it was before anything was written


@dataclass(frozen=True)
class Reading:
    lines: list[Line] = field(default_factory=list)
    problems: list[tables.Problem] = field(default_factory=list)

    @property
    def new(self) -> list[Line]:
        return [line for line in self.lines if line.is_new]

    @property
    def changed(self) -> list[Line]:
        return [line for line in self.lines if not line.is_new and line.changed]


def read(file: BinaryIO) -> Reading:
    """What the file would change, and what is wrong in it. Raises ``tables.Unreadable``."""
    table = tables.read(file)
    columns = [*COLUMNS, *(tables.Column(name) for name in table.header if _IN_A_LANGUAGE.fullmatch(name))]
    existing = {each.key: each for each in Affiliate.objects.prefetch_related("reaches")}
    reading, seen = Reading(), dict[str, int]()
    for row in tables.checked(table, columns):
        wrong = list(row.problems) or list(_problems(row, existing, seen))
        reading.problems.extend(wrong)
        if not wrong:
            seen[row.values["key"]] = row.number
            reading.lines.append(_line(row, existing))
    return reading


def look_at(file: BinaryIO) -> Reading:
    """What taking the file in would change; refused where that would be refused."""
    reading = read(file)
    if reading.problems:
        raise FileRefused(reading.problems)
    return reading


@transaction.atomic
def take_in(file: BinaryIO, *, by: Actor) -> Reading:
    """Register what the file tells, all of it. The same file again changes nothing."""
    require(by, "judge_affiliates")
    turn.take()
    reading = look_at(file)
    if lines := [*reading.new, *reading.changed]:
        _write(lines, by)
        told = {"new": len(reading.new), "changed": len(reading.changed), "sha256": _digest(file)}
        diary.note(SUBJECT, "imported", by=by, body=told)
    return reading


def _write(lines: Sequence[Line], by: Actor) -> None:
    for line in lines:
        state_is_new = line.is_new or "state" in line.changed
        write_registered(line.affiliate, line.said, line.since, line.state)
        if state_is_new:
            enter(line.affiliate, "register", by=by)
    affiliates = [line.affiliate for line in lines]
    index(affiliates)
    hearers.tell(affiliates, by)


def _line(row: tables.CheckedRow, existing: Mapping[str, Affiliate]) -> Line:
    key = row.values["key"]
    state = row.values.get("state") or REGISTERED[0]
    affiliate = existing.get(key) or Affiliate(key=key)
    said = _described(row.values, affiliate)
    since = row.values.get("recognized_since")
    changed = differences(affiliate, said, since, state)
    return Line(row.number, affiliate, said, since, state, affiliate.pk is None, tuple(changed))


def _described(values: Mapping[str, Any], affiliate: Affiliate) -> Described:
    """The words of languages that the file has no column for stay as they are."""
    language = values.get("name_language") or FALLBACK
    return Described(
        kind=values["kind"],
        name=_words("name", values, language, affiliate.name),
        text=_words("mission", values, language, affiliate.mission),
        contact=values.get("contact") or "",
        countries=tuple(code.upper() for code in _codes(values, "countries")),
        regions=_codes(values, "regions"),
        languages=_codes(values, "languages"),
        acronym=values.get("acronym") or "",
        meta_page=values.get("meta_page") or "",
        letter=affiliate.letter,
    )


def _words(name: str, values: Mapping[str, Any], language: str, before: Words) -> Words:
    told = {match[2]: values[each] or "" for each in values if (match := _named(each)) and match[1] == name}
    if values.get(name):
        told[language] = values[name]
    return Words({code: text for code, text in {**before, **told}.items() if text})


def _named(column: str) -> re.Match[str] | None:
    return _IN_A_LANGUAGE.fullmatch(column)


def _codes(values: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in _BETWEEN.split(values.get(name) or "") if code))


def _problems(
    row: tables.CheckedRow, existing: Mapping[str, Affiliate], seen: Mapping[str, int]
) -> Iterator[tables.Problem]:
    key = row.values["key"]
    if sentence := key_problem(key):
        yield tables.Problem(row.number, "key", sentence)
        return
    if key in seen:
        told = {"key": key, "row": seen[key]}
        yield tables.Problem(row.number, "key", _("“%(key)s” stands in row %(row)d already.") % told)
    line = _line(row, existing)
    for name, sentence in problems(line.said):
        yield tables.Problem(row.number, "mission" if name == "text" else name, sentence)
    try:
        refuse_registering(line.affiliate, line.since, line.state)
    except Refused as refused:
        yield tables.Problem(row.number, "state", str(refused))


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    return sha256(file.read()).hexdigest()
