"""What stands behind a number, for one reader: the records that they may open, and how many they may not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet

from thriving.evidence import in_use, samples
from thriving.evidence.asked import Asked
from thriving.evidence.kinds import NOT_STATED
from thriving.evidence.measures import AsOf, Question, evidence, exceptions
from thriving.evidence.measures.conditions import column, where
from thriving.evidence.measures.facts import all_facts
from thriving.evidence.models import Fact, Indicator, Release, Snapshot, Source, Visibility
from thriving.evidence.queries import Number, numbers_for
from thriving.kernel import access

_VALUES_OFFERED = 200  # of one property, to pick from


@dataclass
class Behind:
    """A number and its records. Nothing is asked of the database before a page needs it."""

    reader: Any
    asked: Asked
    number: Number
    places: tuple[in_use.Place, ...]  # wherever the same measure is asked
    sources: dict[str, Source] = field(default_factory=dict)

    @property
    def as_of(self) -> AsOf:
        return self.number.as_of

    @property
    def question(self) -> Question:
        return self.asked.question

    @property
    def place(self) -> in_use.Place | None:
        """Where exactly this is asked, if anywhere."""
        return next((each for each in self.places if each.asked.question.hash == self.question.hash), None)

    @property
    def narrows(self) -> bool:
        """Whether the address asks for a part of a number, beyond what is asked anywhere.

        Such a part tells nobody about records that they may not open: only what is open is counted then.
        """
        asked = self.question
        narrowed = asked.filters or asked.since or asked.until or asked.members
        return bool(narrowed) and self.place is None

    @cached_property
    def hides(self) -> bool:
        """Whether the measure rests on any record that the reader may not open, whatever is asked of it."""
        every = all_facts(self.question.specification, self.as_of)
        return access.within(self.reader, "open_fact", every).count() < every.count()

    @property
    def tells_numbers(self) -> bool:
        """Whether records come with their numbers in the ledger: a gap counts those one may not open."""
        return access.holds(self.reader, "see_live_people")

    @cached_property
    def all_facts(self) -> QuerySet[Fact]:
        return evidence(self.question, self.as_of)

    @cached_property
    def open_facts(self) -> QuerySet[Fact]:
        return access.within(self.reader, "open_fact", self.all_facts)

    @cached_property
    def rows(self) -> dict[str, int]:
        """How many records there are by who may open them."""
        return _by_visibility(self.all_facts)

    @property
    def row_count(self) -> int:
        return sum(self.rows.values())

    @cached_property
    def _open_rows(self) -> dict[str, int]:
        return _by_visibility(self.open_facts)

    @property
    def open_count(self) -> int:
        return sum(self._open_rows.values())

    @property
    def hidden_count(self) -> int:
        return self.row_count - self.open_count

    @property
    def hidden_by_visibility(self) -> list[tuple[Visibility, int]]:
        """In the order from open to sealed; what is open to everyone may be hidden for being about people."""
        left = [
            (each, self.rows.get(each.value, 0) - self._open_rows.get(each.value, 0)) for each in Visibility
        ]
        return [(each, count) for each, count in left if count]

    @cached_property
    def missing(self) -> QuerySet[Fact]:
        """Of a ratio: the records that require somebody who was not reached, as far as one may open them."""
        return access.within(self.reader, "open_fact", exceptions(self.question, self.as_of))

    @cached_property
    def reached(self) -> QuerySet[Fact]:
        """Of a ratio: the records of those who were reached, as far as one may open them."""
        side = self.question.sides[0]
        reached = self.all_facts.filter(where(side.where), kind=side.fact)
        return access.within(self.reader, "open_fact", reached)

    @cached_property
    def proofs(self) -> dict[str, Fact]:
        """Of a coverage or of milestones: the first record that one may open for each member reached."""
        proofs: dict[str, Fact] = {}
        named = self.open_facts.annotate(member=column(self.question.of))
        for fact in named.order_by("occurred_on", "number"):
            proofs.setdefault(fact.member or NOT_STATED, fact)
        return proofs

    def values_of(self, name: str) -> set[str]:
        """Which values of a property occur among the records that the reader may open, or "not stated"."""
        looked_up = column(self.question.specification.known_as(name))
        stated = self.open_facts.order_by().annotate(stated=looked_up).values_list("stated", flat=True)
        return {value or NOT_STATED for value in stated.distinct()[:_VALUES_OFFERED]}

    @cached_property
    def is_sample(self) -> bool:
        """Whether it is made up: published as a sample, asked by samples alone, or made of their records.

        What others counted and published is real, whoever asks for it; a series says it of itself.
        """
        release = self.number.release
        if release is not None:
            return release.sample
        if self.question.specification.kind == "indicator":
            return Indicator.objects.filter(key=self.question.specification.indicator, sample=True).exists()
        if self.places and all(place.sample for place in self.places):
            return True
        return self.all_facts.filter(samples.made_up()).exists()

    def learn_sources(self, facts: Iterable[Fact]) -> None:
        """Read the names of the sources of these records, as far as the reader may know them."""
        keys = {fact.source for fact in facts if fact.source} - self.sources.keys()
        known = access.within(self.reader, "open_source", Source.objects.filter(key__in=keys))
        self.sources |= {source.key: source for source in known}


def _by_visibility(facts: QuerySet[Fact]) -> dict[str, int]:
    counted = facts.order_by().values("visibility").annotate(rows=Count("pk"))
    return {each["visibility"]: each["rows"] for each in counted}


def behind(reader: Any, asked: Asked, *, on: date | None = None, known: date | None = None) -> Behind:
    [number] = numbers_for(reader, [asked], on=on, known=known)
    measure = asked.version.measure_id
    places = (each for each in in_use.every_place() if each.asked.version.measure_id == measure)
    return Behind(reader, asked, number, tuple(places))


def only_released(reader: Any, asked: Asked) -> bool:
    """Whether ``reader`` sees this number as it was published, not from day to day."""
    return asked.question.about_people and not access.holds(reader, "see_live_people")


def releases_of(asked: Asked) -> list[Release]:
    """Every release that answers this question, in whichever words it was defined, oldest first."""
    snapshots = Snapshot.objects.filter(
        version__measure=asked.version.measure_id, question_hash=asked.question.hash
    )
    return [
        each.release for each in snapshots.select_related("release").order_by("release__on", "release__pk")
    ]
