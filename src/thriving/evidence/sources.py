"""How many people came by which public record, told so that nobody can be found by subtracting.

Everybody is counted once, where they came first, so the rows add up to the total. What is not told on its own
(too few people, or a record that is not public) stands together as one row, which is never small either.

Releases can be subtracted from each other as well. So a figure changes only when at least ``LEAST`` people
came or went since it was told; until then the earlier one stands, and the row of the others takes the
difference, which says no more than the two totals do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thriving.evidence.measures import AsOf, Condition, Question, evidence
from thriving.evidence.measures.facts import Behind
from thriving.evidence.measures.specification import SUBJECT
from thriving.evidence.models import Source, Visibility

LEAST = 10
People = frozenset[str]
Groups = Mapping[str, People]  # who came first by each record
NOBODY: People = frozenset()


@dataclass(frozen=True)
class Row:
    """A published figure."""

    source: str  # empty for all others together
    people: int
    counted: AsOf | None = None  # where an earlier figure stands again: as of when it was counted


@dataclass(frozen=True)
class Told:
    """The rows of one question in one release."""

    question: Question
    as_of: AsOf
    rows: tuple[Row, ...]

    def row(self, source: str) -> Row | None:
        return next((row for row in self.rows if row.source == source), None)


@dataclass
class Earlier:
    """Everything that was told before, in this release too: nothing may be found by subtracting from it."""

    told: list[Told] = field(default_factory=list)
    _groups: dict[tuple[str, AsOf], Groups] = field(default_factory=dict)

    def groups(self, question: Question, as_of: AsOf) -> Groups:
        if (question.hash, as_of) not in self._groups:
            self._groups[question.hash, as_of] = groups(question, as_of)
        return self._groups[question.hash, as_of]

    def sets(self, source: str) -> Iterator[People]:
        """Of whom each earlier figure of ``source`` was counted, whatever the question."""
        for told in self.told:
            if row := told.row(source):
                yield self.groups(told.question, row.counted or told.as_of).get(source, NOBODY)

    def of(self, question: Question) -> list[Told]:
        return [told for told in self.told if told.question.hash == question.hash]


def counts_people(question: Question) -> bool:
    """Whether the number of people is part of the published reading, so that its parts may be told."""
    it = question.specification
    return question.about_people and (
        it.kind in {"ratio", "change"} or (it.kind == "distinct" and it.of == SUBJECT)
    )


def rows(question: Question, as_of: AsOf, earlier: Earlier) -> tuple[Row, ...]:
    """What to publish; ``earlier`` knows of it from then on."""
    if not counts_people(question):
        return ()
    least = max(LEAST, question.specification.people_at_least)
    now = earlier.groups(question, as_of)
    shown = [row for source in _public(now) if (row := _row(question, source, now, earlier, least))]
    told = tuple(_with_the_rest(shown, sum(map(len, now.values())), least))
    earlier.told.append(Told(question, as_of, told))
    return told


def _row(question: Question, source: str, now: Groups, earlier: Earlier, least: int) -> Row | None:
    people = now[source]
    if _may_be_told(people, earlier.sets(source), least) and _may_appear(
        source, now, question, earlier, least
    ):
        return Row(source, len(people))
    return _told_again(source, earlier.of(question))


def _told_again(source: str, mine: Sequence[Told]) -> Row | None:
    for told in reversed(mine):
        if row := told.row(source):
            return Row(source, row.people, row.counted or told.as_of)
    return None


def _may_be_told(people: People, told_before: Iterable[People], least: int) -> bool:
    """Enough people, and in each earlier figure either the very same ones or enough different ones."""
    return len(people) >= least and all(people == them or len(people ^ them) >= least for them in told_before)


def _may_appear(source: str, now: Groups, question: Question, earlier: Earlier, least: int) -> bool:
    """Whether telling a record that stood among the others would show how few it had then.

    It would if the others stayed nearly the same: what they lose now is what the record had.
    """
    hidden_in = [told for told in earlier.of(question) if not told.row(source)]
    return not any(_shows_how_few(source, now, told, earlier, least) for told in hidden_in)


def _shows_how_few(source: str, now: Groups, told: Told, earlier: Earlier, least: int) -> bool:
    then = earlier.groups(told.question, told.as_of)
    apart = {source, *(row.source for row in told.rows)}
    others = _all_but(then, apart) ^ _all_but(now, apart)
    return 0 < len(then.get(source, NOBODY)) < least and len(others) < least


def _all_but(people: Groups, sources: set[str]) -> People:
    return NOBODY.union(*(them for source, them in people.items() if source not in sources))


def _with_the_rest(shown: Iterable[Row], total: int, least: int) -> list[Row]:
    """The rows, the largest first, and all others together; the smallest join them until they are enough."""
    largest_first = sorted(shown, key=lambda row: (-row.people, row.source))
    while (rest := total - sum(row.people for row in largest_first)) and rest < least and largest_first:
        largest_first.pop()
    return [*largest_first, *([Row("", rest)] if rest else [])]


def _public(now: Groups) -> list[str]:
    public = Source.objects.filter(key__in=now, visibility=Visibility.PUBLIC)
    return list(public.order_by("key").values_list("key", flat=True))


def groups(question: Question, as_of: AsOf) -> Groups:
    """Who counts, by the record through which they came first."""
    counting = _who_counts(question, as_of)
    firsts: dict[str, str] = {}
    behind = evidence(question, as_of).order_by("occurred_on", "number")
    for subject, source in behind.values_list("subject", "source").iterator(10_000):
        firsts.setdefault(subject, source)
    by_source: defaultdict[str, set[str]] = defaultdict(set)
    for subject, source in firsts.items():
        if counting is None or subject in counting:
            by_source[source].add(subject)
    return {source: frozenset(them) for source, them in by_source.items()}


def _who_counts(question: Question, as_of: AsOf) -> set[str] | None:
    """Whose numbers make the total: in a ratio whoever is required, in a change whoever has both waves."""
    it = question.specification
    if it.kind == "ratio":
        _reached, required = Behind(question, as_of).by_side()
        return set(required.values_list("subject", flat=True))
    if it.pairing is None:
        return None
    waves = [Condition(it.pairing.dimension, "in", (wave,)) for wave in (it.pairing.before, it.pairing.after)]
    asked = (evidence(question.with_filters([wave]), as_of) for wave in waves)
    return set.intersection(*(set(facts.values_list("subject", flat=True)) for facts in asked))


def as_json(told: Iterable[Row]) -> list[dict[str, Any]]:
    """As a snapshot keeps them, with the titles of their day."""
    kept = list(told)
    titles = {
        each.key: dict(each.title) for each in Source.objects.filter(key__in=[row.source for row in kept])
    }
    return [
        {
            "source": row.source,
            "title": titles.get(row.source, {}),
            "people": row.people,
            **({"counted": [row.counted.on.isoformat(), row.counted.number]} if row.counted else {}),
        }
        for row in kept
    ]


def from_json(said: Iterable[Mapping[str, Any]]) -> tuple[Row, ...]:
    return tuple(Row(row["source"], row["people"], _counted(row.get("counted"))) for row in said)


def _counted(said: Sequence[Any] | None) -> AsOf | None:
    return AsOf(date.fromisoformat(said[0]), said[1]) if said else None
