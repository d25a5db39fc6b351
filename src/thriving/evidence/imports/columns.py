"""What the columns of a file are, and how a row of cells becomes a statement with what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from thriving.evidence.derivations import beginnings, derivations
from thriving.evidence.imports.places import ANYWHERE, Known
from thriving.evidence.kinds import FactKind, kinds, vocabulary
from thriving.evidence.models import Visibility
from thriving.evidence.statements import CODE, Statement, problems
from thriving.kernel import tables

Fault = tuple[str, str]  # the column, and the sentence

# From what everyone may open to what hardly anyone may.
NARROWER = (Visibility.PUBLIC, Visibility.MEMBERS, Visibility.RESTRICTED, Visibility.SEALED)


@dataclass(frozen=True)
class ReadRow:
    """A row of the file: what it states, as far as it can be told, and what is wrong with it."""

    number: int
    statement: Statement | None
    faults: list[Fault] = field(default_factory=list)


def importable() -> list[FactKind]:
    """What a file may state: nothing that records alone do, each under rules such as a second person."""
    return [kind for name, kind in kinds.items() if name not in derivations or name in beginnings]


def columns() -> tuple[tables.Column, ...]:
    """Every column that a file of facts may have, whichever kinds its rows are of."""
    return (*_first_columns(tuple(kind.name for kind in importable())), *_dimensions(vocabulary()))


def columns_of(kind: FactKind) -> tuple[tables.Column, ...]:
    """The columns that a file of one kind needs: its template."""
    first = [column for column in _first_columns((kind.name,)) if column.name != "value" or kind.has_value]
    return (*first, *_dimensions(kind.dimensions))


def source_columns(languages: Iterable[str]) -> tuple[tables.Column, ...]:
    """The columns of the sheet that says what the sources are."""
    return (
        tables.Column("key", required=True, meaning=_("How rows name it in their column “source”.")),
        tables.Column("kind", required=True, meaning=_("What it is: workshop, pilot, decision …")),
        tables.Column("title", required=True, meaning=_("Its name, for readers.")),
        *(
            tables.Column(f"title_{code}", meaning=_("Its name in the language “%(code)s”.") % {"code": code})
            for code in languages
        ),
        tables.Column(
            "visibility",
            required=True,
            choices=tuple(Visibility.values),
            meaning=_("Who may read its name."),
        ),
        tables.Column("url", meaning=_("Where it is documented, if anywhere.")),
    )


def read_row(row: tables.CheckedRow, keys: Mapping[str, str], places: Known = ANYWHERE) -> ReadRow:
    """What one row states. ``keys`` gives the random identifier behind each code of a person.

    ``places``: the countries, languages and regions that it may name.
    """
    faults = [(problem.column, problem.sentence) for problem in row.problems]
    kind = kinds.get(row.values.get("kind") or "")
    if kind is None or row.values.get("occurred_on") is None or not row.values.get("subject"):
        return ReadRow(row.number, None, faults)
    statement = _statement(row.values, kind, keys)
    faults += _faults(statement, kind, row.values)
    return ReadRow(row.number, statement, faults or [*places.problems(statement, kind)])


def codes_of_people(rows: Iterable[tables.CheckedRow]) -> Iterator[str]:
    """The codes that stand for people in these rows, unless they look like a name or an address."""
    for row in rows:
        kind, code = kinds.get(row.values.get("kind") or ""), row.values.get("subject") or ""
        if kind and kind.about_people and CODE.fullmatch(code) and not _names_somebody(code):
            yield code


def _statement(values: Mapping[str, Any], kind: FactKind, keys: Mapping[str, str]) -> Statement:
    source, own_key = values.get("source") or "", values.get("key")
    subject = keys.get(values["subject"], "") if kind.about_people else values["subject"]
    return Statement(
        kind=kind.name,
        subject=subject,
        occurred_on=values["occurred_on"],
        value=values.get("value"),
        dimensions={name: values[name] for name in _names_of_dimensions() if values.get(name)},
        source=source,
        key=f"{source}|{own_key}" if own_key else "",
        visibility=Visibility(values["visibility"]) if values.get("visibility") else None,
    )


def _faults(statement: Statement, kind: FactKind, values: Mapping[str, Any]) -> Iterator[Fault]:
    if kind.about_people and _names_somebody(values["subject"]):
        yield (
            "subject",
            _("This looks like a name or an address. A person is named here by a code of the issuer alone."),
        )
        return
    if not statement.subject and CODE.fullmatch(values["subject"]):
        yield "subject", _("Nobody knows whose code this is: upload the file again and name the issuer.")
        return
    yield from problems(statement)
    if (own_key := values.get("key")) and (_names_somebody(own_key) or not CODE.fullmatch(own_key)):
        yield (
            "key",
            _("A key is a code without spaces, at most 120 characters long, never a name or an address."),
        )
    if statement.visibility and NARROWER.index(statement.visibility) < NARROWER.index(kind.visibility):
        yield "visibility", _("Records of this kind may be shown to fewer readers, never to more.")


def _names_somebody(code: str) -> bool:
    return "@" in code or any(letter.isspace() for letter in code)


def _first_columns(names: tuple[str, ...]) -> tuple[tables.Column, ...]:
    return (
        tables.Column("kind", required=True, choices=names, meaning=_("What kind of thing happened.")),
        tables.Column("occurred_on", type="date", required=True, meaning=_("The day on which it happened.")),
        tables.Column(
            "subject",
            required=True,
            meaning=_("To whom or what: for a person, a code of the issuer; never a name or an address."),
        ),
        tables.Column("value", type="number", meaning=_("The number, for kinds that have one.")),
        tables.Column("source", meaning=_("The key of the workshop, pilot or decision that it comes from.")),
        tables.Column("key", meaning=_("Tells two rows of one source and subject apart.")),
        tables.Column(
            "visibility",
            choices=tuple(Visibility.values),
            meaning=_("Who may open the row; empty for what is usual for its kind."),
        ),
    )


def _dimensions(dimensions: Iterable[Any]) -> list[tables.Column]:
    """One column for each name. Values are judged by kind: one name may list others elsewhere."""
    named = {dimension.name: dimension for dimension in dimensions}
    return [tables.Column(name, meaning=str(named[name].meaning)) for name in sorted(named)]


def _names_of_dimensions() -> set[str]:
    return {dimension.name for dimension in vocabulary()}
