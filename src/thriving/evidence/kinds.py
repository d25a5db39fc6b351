"""The kinds of fact that packages leave in the ledger: what is counted, with which dimensions, seen by whom.

Dimension names are one vocabulary for all kinds, so that a filter means the same wherever it is used. What
kind of human being somebody is (gender, age, belief …) is never a dimension: such words are refused here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.evidence.models import Fact, Visibility
from thriving.kernel.registry import Registry

PERSON = "person"
NOT_STATED = "not_stated"  # how a filter names a dimension that a fact leaves out
COLUMNS = frozenset({"subject", "source"})  # what a filter may name although it is no dimension
TRAITS = frozenset(
    [
        "gender",
        "sex",
        "age",
        "birth",
        "birthday",
        "ethnicity",
        "race",
        "religion",
        "belief",
        "faith",
        "disability",
        "health",
        "sexuality",
        "orientation",
        "nationality",
        "citizenship",
        "caste",
        "income",
        "salary",
        "politics",
        "trait",
        "demographic",
    ]
)
MOST_DIMENSIONS = 12  # so that a row of the index that counts them stays below what PostgreSQL takes
NAME = re.compile(r"[a-z][a-z0-9_]*")


class Type(StrEnum):
    """What a dimension's values are; all are short codes, so that no name and no free text can slip in."""

    KEY = "key"  # the key of a record: a cohort, an experiment
    CHOICE = "choice"  # one of the values listed
    LANGUAGE = "language"  # a language code
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True)
class Dimension:
    name: str
    type: Type
    meaning: str | Promise
    values: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name) or self.name in COLUMNS:
            raise ValueError(f"{self.name!r} cannot be the name of a dimension")
        if TRAITS & set(self.name.split("_")):
            raise ValueError(f"{self.name} is a trait of a person; traits never enter the ledger")
        if (self.type is Type.CHOICE) != bool(self.values):
            raise ValueError(f"{self.name}: a choice, and only a choice, lists its values")

    @cached_property
    def allowed(self) -> frozenset[str]:
        return frozenset(self.values)


@dataclass(frozen=True)
class FactKind:
    """What one sort of record says.

    ``subject`` is what a fact is about. ``key`` names the dimensions that tell apart two facts of one source
    about one subject. ``sentence`` is how a row reads, with %(subject)s, %(value)s and dimensions by name.
    """

    name: str
    subject: str
    meaning: str | Promise
    sentence: str | Promise
    dimensions: tuple[Dimension, ...] = ()
    key: tuple[str, ...] = ()
    visibility: Visibility = Visibility.PUBLIC
    unit: str = ""  # of the value; a kind without a unit has no value

    def __post_init__(self) -> None:
        if len(self.dimensions) > MOST_DIMENSIONS:
            raise ValueError(f"{self.name}: a kind has at most {MOST_DIMENSIONS} dimensions")
        if unknown := set(self.key) - set(self.named):
            raise ValueError(f"{self.name}: its key names {sorted(unknown)}, which it does not have")

    @property
    def has_value(self) -> bool:
        return bool(self.unit)

    @property
    def about_people(self) -> bool:
        return self.subject == PERSON

    @cached_property
    def named(self) -> dict[str, Dimension]:
        return {dimension.name: dimension for dimension in self.dimensions}


kinds: Registry[FactKind] = Registry("kind of fact")


def declare(kind: FactKind) -> FactKind:
    """Enter ``kind`` in the registry, unless it uses a word of the vocabulary in another sense."""
    types = {dimension.name: dimension.type for dimension in vocabulary()}
    for dimension in kind.dimensions:
        if types.get(dimension.name, dimension.type) is not dimension.type:
            raise ValueError(f"{kind.name}: {dimension.name} is a {types[dimension.name]} elsewhere")
    return kinds.add(kind.name, kind)


def vocabulary() -> Iterator[Dimension]:
    """Every dimension of every kind; one name may come with different values, never with different types."""
    for kind in kinds.values():
        yield from kind.dimensions


def people_kinds() -> list[str]:
    return [kind.name for kind in kinds.values() if kind.about_people]


def sentence_of(fact: Fact) -> str:
    """How a row reads, for those who may open it."""
    kind = kinds[fact.kind]
    stated = {name: fact.dimensions.get(name) or _("not stated") for name in kind.named}
    return str(kind.sentence) % {"subject": fact.subject, "value": fact.value, **stated}
