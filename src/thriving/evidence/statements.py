"""What an action says when it states a fact, and what is wrong with it, before the ledger is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thriving.evidence.kinds import FactKind, Type, kinds
from thriving.evidence.models import Fact, Visibility

MILLIONTH = Decimal("0.000001")
# Fifteen digits survive a database that keeps decimals as floating-point numbers.
LARGEST = Decimal(10) ** 9
LONGEST_KEY = 400
CODE = re.compile(r"[^\s|]{1,120}")
RANDOM_IDENTIFIER = re.compile(r"[0-9a-f]{32}")
FORMS = {
    Type.KEY: re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/-]{0,119}"),
    # The wikis' codes are older than the standard and longer than it allows: zh-classical.
    Type.LANGUAGE: re.compile(r"[a-z]{2,8}(-[A-Za-z0-9]{1,10})*"),
    Type.REGION: re.compile(r"[a-z0-9][a-z0-9-]{0,79}"),
    Type.COUNTRY: re.compile(r"[A-Z]{2}"),
}

Problem = tuple[str, str]  # the field, and the sentence for whoever can mend it


@dataclass(frozen=True)
class Statement:
    """One fact as its maker says it. ``key`` replaces the natural key that source and subject would give."""

    kind: str
    subject: str
    occurred_on: date
    value: Decimal | None = None
    dimensions: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    key: str = ""
    visibility: Visibility | None = None

    @cached_property
    def natural_key(self) -> str:
        if self.key:
            return self.key
        telling = (self.dimensions.get(name) or "" for name in kinds[self.kind].key)
        return "|".join((self.source, self.subject, *telling))

    @cached_property
    def stated(self) -> dict[str, str]:
        """The dimensions without the empty ones: an empty one is not stated."""
        return {name: value for name, value in self.dimensions.items() if value}

    @cached_property
    def content(self) -> Content:
        value = None if self.value is None else Decimal(self.value).quantize(MILLIONTH)
        seen_by = self.visibility or kinds[self.kind].visibility
        return self.subject, self.occurred_on, value, self.stated, self.source, str(seen_by)


Content = tuple[str, date, Decimal | None, dict[str, str], str, str]


def content_of(fact: Fact) -> Content:
    """What a fact says, to be compared with what a statement says."""
    return fact.subject, fact.occurred_on, fact.value, fact.dimensions, fact.source, fact.visibility


class StatementRefused(ValidationError):
    """The ledger does not take this; its message says why, for whoever can mend it."""


def require_sound(statement: Statement) -> None:
    if found := problems(statement):
        raise StatementRefused([sentence for _field, sentence in found])


def problems(statement: Statement) -> list[Problem]:
    """Everything that is wrong with one statement by itself; empty when the ledger would take it."""
    if statement.kind not in kinds:
        return [("kind", _("There is no kind of record called “%(kind)s”.") % {"kind": statement.kind})]
    kind = kinds[statement.kind]
    return [
        *_subject(statement, kind),
        *_value(statement, kind),
        *_dimensions(statement, kind),
        *_natural_key(statement),
    ]


def _subject(statement: Statement, kind: FactKind) -> Iterator[Problem]:
    if not CODE.fullmatch(statement.subject):
        yield "subject", _("The subject must be a code without spaces, at most 120 characters long.")
    elif kind.about_people and not RANDOM_IDENTIFIER.fullmatch(statement.subject):
        yield "subject", _("A person is named by a random identifier of 32 characters, never by a name.")
    if statement.source and not CODE.fullmatch(statement.source):
        yield "source", _("The source must be a code without spaces, at most 120 characters long.")


def _value(statement: Statement, kind: FactKind) -> Iterator[Problem]:
    value = statement.value
    if not kind.has_value:
        if value is not None:
            yield "value", _("This kind of record has no value.")
    elif value is None:
        yield "value", _("The value is missing.")
    elif not value.is_finite() or abs(value) > LARGEST:
        yield "value", _("The value must lie between minus and plus one thousand million.")
    elif value != value.quantize(MILLIONTH):
        yield "value", _("The value may have at most six decimals.")


def _dimensions(statement: Statement, kind: FactKind) -> Iterator[Problem]:
    for name, value in statement.stated.items():
        if name not in kind.named:
            yield name, _("This kind of record has no “%(name)s”.") % {"name": name}
        elif not _fits(value, kind, name):
            yield name, _("“%(value)s” cannot stand in “%(name)s”.") % {"value": value, "name": name}


def _fits(value: str, kind: FactKind, name: str) -> bool:
    dimension = kind.named[name]
    if dimension.values:
        return value in dimension.allowed
    return isinstance(value, str) and FORMS[dimension.type].fullmatch(value) is not None


def _natural_key(statement: Statement) -> Iterator[Problem]:
    if len(statement.natural_key) > LONGEST_KEY:
        yield "source", _("Source, subject and key together are too long.")
