"""Which exact numbers of people may be told, where some of them are parts of others.

A measure's number of people is told as it is. A requirement that filters it asks for a part, and from parts
and wholes, month after month, the few who make a difference could be computed. So all questions about one
whole are judged together by the disclosure engine: each person stands in the place that says which of the
questions count them, and a part is told only if no small group shows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise, product
from typing import Any

from django.db.models import Q

from thriving.evidence.asked import Asked, specification_of
from thriving.evidence.disclosure.dimensions import Place
from thriving.evidence.disclosure.filtered import Decision, Telling, Totals, decide
from thriving.evidence.disclosure.releases import Change
from thriving.evidence.disclosure.rules import Rules
from thriving.evidence.measures import AsOf, Condition, Question, cadence, evidence
from thriving.evidence.measures.checks import people_by_country
from thriving.evidence.measures.conditions import column
from thriving.evidence.measures.counting.change import too_few
from thriving.evidence.measures.facts import Behind
from thriving.evidence.measures.specification import SUBJECT
from thriving.evidence.models import Snapshot, TableSpecification

LEAST = 10
WEIGHED = frozenset({"ratio", "change", "sum", "median"})  # the kinds that tell what people did or said
MOST_PARTS = 6  # of more, the places would be too many to judge: the newest ones are not told
FEWER_THAN, COUNTED_ON = "fewer_than", "counted_on"  # in a reading: withheld; or told again, as of that day
HIDDEN = Decision(Telling.HIDDEN)
Key = tuple[int, str]
Pattern = tuple[bool, ...]  # by question: whether somebody counts for it
Said = Mapping[str, Any]  # a reading, as a snapshot keeps it
Contributions = Mapping[str, tuple[Any, ...]]  # by person


def decisions(asked: Sequence[Asked], when: AsOf) -> dict[Key, Decision]:
    """What to say of each question that asks for a part of the people whom its measure counts."""
    parts = [each for each in asked if narrows(each.question)]
    told = {each.key: HIDDEN for each in parts if _is_by_country(each.question)}
    told |= {each.key: HIDDEN for each in parts if is_divided(each.question)}
    alone = [each for each in asked if told_alone(each.question) and each.key not in told]
    told |= {each.key: _alone(each, asked, when) for each in alone}
    others = [each for each in parts if each.key not in told]
    groups: defaultdict[str, list[Asked]] = defaultdict(list)
    for each in others:
        if _are_people(each.question):
            groups[whole_of(each, asked).hash].append(each)
    for group in groups.values():
        story = Story(group, asked, when)
        answers = decide(story.now.counts, story.now.filters, earlier=story.earlier, rules=story.rules)
        told |= {each.key: answers.get(each.question.hash, HIDDEN) for each in group}
    return told


def in_their_time(asked: Mapping[Key, Asked], on: date) -> list[Asked]:
    """Without the numbers of people that were told for another day of the same period of their measure."""
    told = _days_told([key for key, each in asked.items() if each.question.about_people])
    return [
        each
        for key, each in asked.items()
        if not any(_is_again(each.question, day, on) for day in told.get(key, ()))
    ]


def _days_told(keys: Sequence[Key]) -> dict[Key, set[date]]:
    if not keys:
        return {}
    kept = Snapshot.objects.filter(
        version__measure__in={measure for measure, _question in keys},
        question_hash__in={question for _measure, question in keys},
    )
    days: defaultdict[Key, set[date]] = defaultdict(set)
    for measure, question, on in kept.values_list("version__measure", "question_hash", "release__on"):
        days[measure, question].add(on)
    return days


def _is_again(question: Question, day: date, on: date) -> bool:
    """The same day again is a correction; the end of what is asked is its last day, whatever the period."""
    rhythm = question.specification.cadence
    return bool(rhythm) and on not in {day, question.until} and cadence.same_period(rhythm, day, on)


def narrows(question: Question) -> bool:
    """Whether it asks for a part of the people."""
    return question.about_people and bool(question.filters)


def told_alone(question: Question) -> bool:
    """Whether it tells what people did or said, so that beside another number, or the next one, one shows."""
    weighed = question.specification.kind in WEIGHED or bool(question.filters)
    return question.about_people and not _are_people(question) and weighed


def is_divided(question: Question) -> bool:
    """Whether tables divide these people: in use, or published once, for what was told stays known."""
    known = TableSpecification.objects.filter(Q(state="approved") | Q(releases__outcome="published"))
    tables = known.select_related("version").distinct()
    return any(
        meet(question, Question.from_json(specification_of(each.version), each.question)) for each in tables
    )


def parts_told(of: Question) -> bool:
    """Whether any part of these people was ever told by a number of its own."""
    return any(narrows(each) and meet(each, of) for each in _ever_told())


def meet(one: Question, other: Question) -> bool:
    """Whether records of the one may be those of the other."""
    facts = [{side.fact for side in each.sides} for each in (one, other)]
    return bool(facts[0] & facts[1]) and not (_is_over(one, other) or _is_over(other, one))


def _is_over(one: Question, other: Question) -> bool:
    return bool(one.until and other.since and one.until < other.since)


def whole_of(part: Asked, asked: Iterable[Asked]) -> Question:
    """The number of which ``part`` is told a part; where nobody asks for it, the same without its filters."""
    mine = [each.question for each in asked if each.version.measure_id == part.version.measure_id]
    wholes = (each for each in mine if not each.filters and _is_part(part.question, each))
    return next(wholes, replace(part.question, filters=()))


def least_of(question: Question) -> int:
    return max(LEAST, question.specification.people_at_least)


def _are_people(question: Question) -> bool:
    it = question.specification
    return it.kind == "distinct" and it.of == SUBJECT


def _is_by_country(question: Question) -> bool:
    """No plan that asks so is taken any more; one that stands from before is told nothing, however many."""
    return any(people_by_country(question.specification, question.filters))


def _alone(each: Asked, asked: Sequence[Asked], when: AsOf) -> Decision:
    """Told where nothing that overlaps is, of enough people, and anew only once enough of them changed."""
    question, now = each.question, _contributions(each.question, when)
    if _stands_beside_others(question, asked):
        return HIDDEN
    if any(_moved(now, before) < least_of(question) for before in _told_of(question)):
        return Decision(Telling.STANDING)
    few = question.specification.pairing and too_few(question.specification, len(now))
    # Of too few pairs a reading tells no more than that they are too few.
    return Decision(Telling.EXACT) if few or len(now) >= least_of(question) else HIDDEN


def _stands_beside_others(question: Question, asked: Sequence[Asked]) -> bool:
    """Whether another number of these records was told before, or comes first now, as a whole does."""
    now = sorted((each.question for each in asked if each.question.about_people), key=narrows)
    others: dict[str, Question] = {each.hash: each for each in (*_ever_told(), *now)}
    ranks = {key: rank for rank, key in enumerate(others)}
    return any(
        ranks[key] < ranks.get(question.hash, len(ranks)) if told_alone(each) else narrows(question)
        for key, each in others.items()
        if not _is_carried_on(question, each) and meet(question, each)
    )


def _ever_told() -> list[Question]:
    """Every question about people of which something was told, the first one first."""
    kept = Snapshot.objects.exclude(reading__has_key=FEWER_THAN).select_related("version").order_by("pk")
    told: dict[str, Snapshot] = {}
    for snapshot in kept:
        told.setdefault(snapshot.question_hash, snapshot)
    return [each for each in map(_question, told.values()) if each.about_people]


def _told_of(question: Question) -> list[Contributions]:
    """Of what it was made each time that it was counted anew and told, also in a plan before this one."""
    kept = Snapshot.objects.filter(reading__has_key="value").exclude(reading__has_key=COUNTED_ON)
    counted = [(_question(each), each.release) for each in kept.select_related("version", "release")]
    return [
        _contributions(each, AsOf(release.on, release.known_number))
        for each, release in counted
        if _is_carried_on(question, each)
    ]


def _is_carried_on(one: Question, other: Question) -> bool:
    """Whether they are the same but for their last day, as when a plan carries on what another began."""
    return one.hash == replace(other, until=one.until).hash


def _contributions(question: Question, as_of: AsOf) -> Contributions:
    """What each person adds to the number; who adds nothing is not in it."""
    it = question.specification
    if it.kind == "ratio":
        reached, required = (
            set(side.values_list("subject", flat=True)) for side in Behind(question, as_of).by_side()
        )
        return {person: (person in reached,) for person in required}
    told = column(it.pairing.dimension if it.pairing else question.of)
    said: defaultdict[str, list[tuple[str, Any]]] = defaultdict(list)
    behind = evidence(question, as_of).order_by("value").annotate(told=told)
    for person, *each in behind.values_list("subject", "told", "value").iterator(10_000):
        said[person].append((each[0], each[1]))
    waves = {it.pairing.before, it.pairing.after} if it.pairing else set()
    return {
        person: tuple(sorted(each, key=str)) for person, each in said.items() if waves <= dict(each).keys()
    }


def _moved(now: Contributions, before: Contributions) -> int:
    return sum(now.get(person) != before.get(person) for person in now.keys() | before.keys())


@dataclass(frozen=True)
class _Published:
    """One release's numbers of the people of one whole."""

    as_of: AsOf
    said: Mapping[str, Said]  # by question


@dataclass(frozen=True)
class Story:
    """What was told of some people by numbers, release by release, and what is to be told now."""

    parts: Sequence[Asked]
    asked: Sequence[Asked]
    when: AsOf

    @property
    def rules(self) -> Rules:
        return Rules(least=max(least_of(each.question) for each in self.parts))

    @cached_property
    def now(self) -> Totals:
        asked = {each.question.hash for each in self.asked}
        # What was told first comes first, so that it is not withheld for the sake of what is new.
        return Totals(
            self._counts(self.when), self._filters(each for each in self._questions if each in asked), {}
        )

    @cached_property
    def earlier(self) -> list[Totals]:
        moments = [each.as_of for each in self._published] + [self.when]
        changes = [_change(self._people(before), self._people(after)) for before, after in pairwise(moments)]
        return [self._totals(each, change) for each, change in zip(self._published, changes, strict=True)]

    @cached_property
    def _whole(self) -> Question:
        return whole_of(self.parts[0], self.asked)

    @cached_property
    def _questions(self) -> dict[str, Question]:
        """The whole, then its parts: those that were told first come first."""
        told = [_question(each) for each in self._snapshots]
        parts = {each.hash: each for each in (*told, *(part.question for part in self.parts))}
        parts.pop(self._whole.hash, None)
        return {self._whole.hash: self._whole, **dict(list(parts.items())[:MOST_PARTS])}

    @cached_property
    def _snapshots(self) -> list[Snapshot]:
        kept = Snapshot.objects.filter(version__measure=self.parts[0].version.measure_id)
        listed = kept.select_related("version", "release").order_by("release__pk", "pk")
        return [each for each in listed if _is_part(_question(each), self._whole)]

    @cached_property
    def _published(self) -> list[_Published]:
        releases: defaultdict[AsOf, dict[str, Said]] = defaultdict(dict)
        for each in self._snapshots:
            if each.question_hash in self._questions:
                as_of = AsOf(each.release.on, each.release.known_number)
                releases[as_of][each.question_hash] = each.reading
        return [_Published(as_of, said) for as_of, said in releases.items()]

    def _totals(self, published: _Published, change: Change) -> Totals:
        counts, filters = self._counts(published.as_of), self._filters(published.said)
        told = {each: _told(published.said[each], places, counts) for each, places in filters.items()}
        return Totals(counts, filters, told, change)

    def _filters(self, asked: Iterable[str]) -> dict[str, frozenset[Place]]:
        inside = {each: place for place, each in enumerate(self._questions)}
        return {
            each: frozenset(self._place(pattern) for pattern in self._patterns if pattern[inside[each]])
            for each in dict.fromkeys(asked)
        }

    def _counts(self, as_of: AsOf) -> dict[Place, int]:
        counted = Counter(self._people(as_of).values())
        return {self._place(pattern): counted[pattern] for pattern in self._patterns}

    @cached_property
    def _patterns(self) -> list[Pattern]:
        """Every way to count for some of the questions, as far as everybody knows that it can be."""
        questions = list(self._questions.values())
        every = product((True, False), repeat=len(questions))
        return [pattern for pattern in every if pattern[0] and _can_be(pattern, questions)]

    def _place(self, pattern: Pattern) -> Place:
        return frozenset((each, str(there)) for each, there in zip(self._questions, pattern, strict=True))

    def _people(self, as_of: AsOf) -> dict[str, Pattern]:
        counted = [_who_counts(question, as_of) for question in self._questions.values()]
        return {person: tuple(person in each for each in counted) for person in counted[0]}


def _question(snapshot: Snapshot) -> Question:
    return Question.from_json(specification_of(snapshot.version), snapshot.question)


def _who_counts(question: Question, as_of: AsOf) -> set[str]:
    return set(evidence(question, as_of).order_by().values_list("subject", flat=True).distinct())


def _told(said: Said, places: Iterable[Place], counts: Mapping[Place, int]) -> Decision:
    if FEWER_THAN in said:
        return HIDDEN
    if COUNTED_ON in said:
        return Decision(Telling.STANDING, int(said["value"]))
    return Decision(Telling.EXACT, sum(counts[place] for place in places))


def _change(before: Mapping[str, Pattern], after: Mapping[str, Pattern]) -> Change:
    """Who counts for other questions than before has left and come."""
    joined = sum(1 for person, pattern in after.items() if before.get(person) != pattern)
    left = sum(1 for person, pattern in before.items() if after.get(person) != pattern)
    return Change(joined, left)


def _can_be(pattern: Pattern, questions: Sequence[Question]) -> bool:
    """Whoever counts for a part counts for its whole."""
    placed = list(zip(questions, pattern, strict=True))
    return all(
        there or not here or not _is_part(one, other) for one, here in placed for other, there in placed
    )


def _is_part(one: Question, other: Question) -> bool:
    """Whether everybody knows that whoever counts for ``one`` counts for ``other``."""
    begins = (other.since or date.min) <= (one.since or date.min)
    ends = (one.until or date.max) <= (other.until or date.max)
    return (
        begins and ends and all(any(_implies(mine, each) for mine in one.filters) for each in other.filters)
    )


def _implies(one: Condition, other: Condition) -> bool:
    if one == other:
        return True
    if (one.dimension, one.operator) != (other.dimension, other.operator):
        return False
    mine, theirs = set(one.values), set(other.values)
    return mine <= theirs if one.operator == "in" else one.operator == "not_in" and mine >= theirs
