"""A table of people is proposed by one evaluator and approved by another, before anything is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from thriving.evidence.asked import Asked
from thriving.evidence.kinds import Type
from thriving.evidence.measures import Specification, cadence
from thriving.evidence.measures.checks import CADENCES
from thriving.evidence.measures.specification import SUBJECT, canonical
from thriving.evidence.models import TableSpecification
from thriving.evidence.naming import property_title
from thriving.evidence.states import TABLE
from thriving.evidence.tables import auditing, linking, populations
from thriving.evidence.tables.schemes import MOST_CATEGORIES, Scheme, dimension_of, is_open, scheme_of
from thriving.kernel import access, clock, diary

LEAST_K = 10
LEAST_K_OF_SENSITIVE = 20
LEAST_POPULATION = 30
MOST_DIMENSIONS = 2
LONGEST_KEY = 80
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = frozenset({"propose", "publish"})  # they stand in addresses


class TableRefused(ValidationError):
    """The table cannot be proposed, or approved; its messages say why."""


@dataclass(frozen=True)
class Proposal:
    """What an evaluator asks for. ``values``: which ones are told apart, where a property has no list."""

    key: str
    asked: Asked
    dimensions: Sequence[str]
    why: str
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    coarser: bool = False  # with neighboring categories put together, where the scheme knows any
    k: int = LEAST_K
    sensitive: bool = False
    cadence: str = cadence.QUARTERLY
    least_population: int = LEAST_POPULATION
    plan: str = ""
    sample: bool = False

    @property
    def specification(self) -> Specification:
        return self.asked.question.specification


@transaction.atomic
def propose(said: Proposal, *, by: Any) -> TableSpecification:
    """Put a table before a second evaluator. Nothing of it is published until that person approves it."""
    access.require_holds(by, "propose_table")
    if found := [*refusals(said)] or [*_of_siblings(said)]:
        raise TableRefused(found)
    schemes = _schemes(said)
    table = TableSpecification(
        key=said.key,
        version=said.asked.version,
        question=said.asked.question.as_json(),
        question_hash=said.asked.question.hash,
        plan=said.plan,
        dimensions=list(said.dimensions),
        schemes={scheme.dimension: scheme.as_json() for scheme in schemes},
        k=said.k,
        sensitive=said.sensitive,
        cadence=said.cadence,
        least_population=said.least_population,
        sample=said.sample,
        why=said.why,
        proposed_by=by.key,
        proposed_at=clock.now(),
    )
    table.hash = hash_of(table)
    table.save()
    diary.note(table, "proposed", by=by, why=said.why, body={"key": table.key, "hash": table.hash})
    return table


@transaction.atomic
def approve(table: TableSpecification, *, by: Any, note: str = "") -> TableSpecification:
    """The second evaluator agrees. It is tried on today's people beside all that was ever told of them."""
    access.require(by, "decide_table", table)
    if sentence := auditing.why_not(table):
        raise TableRefused(sentence)
    TABLE.take(table, "approve", decided_by=by.key, decided_at=clock.now(), decision_note=note)
    diary.note(table, "approved", by=by, why=note, body={"hash": table.hash})
    return table


@transaction.atomic
def decline(table: TableSpecification, *, by: Any, why: str) -> TableSpecification:
    access.require(by, "decide_table", table)
    _require_reason(why)
    TABLE.take(table, "decline", decided_by=by.key, decided_at=clock.now(), decision_note=why)
    diary.note(table, "declined", by=by, why=why)
    return table


@transaction.atomic
def retire(table: TableSpecification, *, by: Any, why: str) -> TableSpecification:
    """It is published no more. What was published stays, for it cannot be untold."""
    access.require(by, "retire_table", table)
    _require_reason(why)
    TABLE.take(table, "retire", retired_by=by.key, retired_at=clock.now(), retired_why=why)
    diary.note(table, "retired", by=by, why=why)
    return table


def hash_of(table: TableSpecification) -> str:
    """Of everything that decides what is published; who proposed it, and why, does not."""
    said = [
        table.question_hash,
        table.dimensions,
        table.schemes,
        table.k,
        table.sensitive,
        table.cadence,
        table.least_population,
    ]
    return sha256(canonical(said).encode()).hexdigest()


def refusals(said: Proposal) -> Iterator[str]:
    """Everything that keeps ``said`` from being proposed, each in a sentence."""
    if found := list(_of_measure(said)):
        yield from found
        return
    yield from _of_key(said.key)
    yield from _of_dimensions(said)
    yield from _of_protection(said)
    yield from _of_cadence(said)
    if not said.why.strip():
        yield _("Say what the table is for: readers and the second evaluator want to know.")
    if populations.overlapping(said.asked.question):
        yield _(
            "Another number of these people is told by tables already. From two that overlap, people could "
            "be found by subtracting: propose a table of that same number."
        )
    elif populations.told_by_filters(said.asked.question):
        yield populations.told_by_filters_in_words()


def _of_measure(said: Proposal) -> Iterator[str]:
    it = said.specification
    if not it.about_people:
        yield _("This measure does not count people: its parts are open to everyone without a table.")
    elif it.kind != "distinct" or it.of != SUBJECT:
        yield _("Only a number of different people can be told by parts; a share or a mean cannot yet.")


def _of_key(key: str) -> Iterator[str]:
    if not KEY.fullmatch(key) or len(key) > LONGEST_KEY or key in RESERVED:
        yield _("A key has small letters without accents, digits and single hyphens, at most %(most)s.") % {
            "most": LONGEST_KEY
        }
    elif TableSpecification.objects.filter(key=key).exists():
        yield _("There is a table “%(key)s” already.") % {"key": key}


def _of_dimensions(said: Proposal) -> Iterator[str]:
    names = list(said.dimensions)
    if len(names) > MOST_DIMENSIONS:
        yield _(
            "Three properties at once are refused: so few people would stand in each cell that nearly all of "
            "them would have to be hidden. Propose tables of two."
        )
        return
    if not names or len(set(names)) < len(names):
        yield _("Choose one property, or two different ones.")
    unknown = [name for name in names if name not in said.specification.breakdowns]
    for name in unknown:
        yield _("The measure does not say that it may be broken down by “%(name)s”.") % {
            "name": property_title(name)
        }
    if not unknown:
        for name in names:
            yield from _of_categories(said, name)


def _of_categories(said: Proposal, name: str) -> Iterator[str]:
    title = property_title(name)
    if dimension_of(said.specification, name).type is Type.COUNTRY:
        yield _("People are never told by country, for some countries are dangerous: choose the region.")
        return
    values = said.values.get(name, ())
    if is_open(said.specification, name) and not values:
        yield _("Name the values of “%(name)s” that are told apart; all others stand together.") % {
            "name": title
        }
    elif len(values) > MOST_CATEGORIES:
        yield _("At most %(most)s values of “%(name)s” can be told apart.") % {
            "most": MOST_CATEGORIES,
            "name": title,
        }


def _of_protection(said: Proposal) -> Iterator[str]:
    least = max(LEAST_K_OF_SENSITIVE if said.sensitive else LEAST_K, said.specification.people_at_least)
    if said.k < least:
        yield _("Fewer than %(least)s people are never told here.") % {"least": least}
    if said.least_population < LEAST_POPULATION:
        yield _("A number of fewer than %(least)s people is not divided.") % {"least": LEAST_POPULATION}


def _of_cadence(said: Proposal) -> Iterator[str]:
    if said.cadence not in CADENCES:
        yield _("Choose how often it is published: %(cadences)s.") % {"cadences": ", ".join(CADENCES)}
    elif cadence.is_faster(said.cadence, said.specification.cadence):
        yield _("The measure itself is published no more often than “%(cadence)s”, so its parts are not.") % {
            "cadence": said.specification.cadence
        }


def _of_siblings(said: Proposal) -> Iterator[str]:
    """Two ways of telling the same people apart would be two equations for each of them."""
    others = [
        scheme
        for table in populations.dividing(said.asked.question.hash)
        for scheme in linking.schemes_of(table)
    ]
    for scheme in _schemes(said):
        beside = [each for each in others if each.dimension == scheme.dimension]
        if any(scheme.levels.isdisjoint(each.levels) for each in beside):
            yield _(
                "Another table of this number tells “%(name)s” apart by other categories. Where both differ, "
                "a few people could be found: take the same ones."
            ) % {"name": property_title(scheme.dimension)}


def _schemes(said: Proposal) -> list[Scheme]:
    return [
        scheme_of(said.specification, name, said.values.get(name, ()), coarser=said.coarser)
        for name in said.dimensions
    ]


def _require_reason(why: str) -> None:
    if not why.strip():
        raise TableRefused(_("Say why."))
