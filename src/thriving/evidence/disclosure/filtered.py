"""Which exact totals of one measure, each with its own filter, may be told, now and month after month.

Totals can be subtracted from each other: organizers less organizers in Africa are those elsewhere. So
they are linked as tables are. Each filter is a set of places of one cross-classification, which nobody
publishes. A total is told unless, with all that is told already, it would show too much of a small
group: of a filter, of what one filter has and another lacks, or of what two have in common.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, NamedTuple

from thriving.evidence.disclosure.dimensions import Place
from thriving.evidence.disclosure.knowledge import Fact, Knowledge
from thriving.evidence.disclosure.releases import Change, Unknown
from thriving.evidence.disclosure.rules import Need, Rules

if TYPE_CHECKING:
    from thriving.evidence.disclosure.bounds import Bounds

Filter = frozenset[Place]
Filters = Mapping[str, Filter]
Counts = Mapping[Place, int]  # of every place that there can be, also where nobody is


class Telling(StrEnum):
    EXACT = "exact"
    STANDING = "standing"  # as it was told before, until it has changed by enough people
    HIDDEN = "hidden"  # small, or withheld for the sake of a small group: both must look the same


class Decision(NamedTuple):
    telling: Telling
    people: int | None = None  # what to say, if anything


@dataclass(frozen=True, eq=False)
class Totals:
    """What was counted for one release of a measure's totals, and what was said of them."""

    counts: Counts
    filters: Filters
    decisions: Mapping[str, Decision]
    change: Change = field(default=Change(0, 0))  # until the next release

    def people(self, places: Iterable[Place]) -> int:
        return sum(self.counts.get(place, 0) for place in places)


def decide(
    counts: Counts, filters: Filters, *, earlier: Sequence[Totals] = (), rules: Rules | None = None
) -> dict[str, Decision]:
    """What to say of each total. The whole is always told; of the others those that come first."""
    rules = rules or Rules()
    now = Totals(counts, filters, {})
    decisions: dict[str, Decision] = {key: _whole(now, key) for key in filters}
    allowed = _known_of_small_groups([*earlier, replace(now, decisions=decisions)], rules)
    for key in filters:
        told = _told(now.people(filters[key]), _before(key, earlier), rules)
        if decisions[key].telling is Telling.HIDDEN and told:
            trial = replace(now, decisions={**decisions, key: told})
            if _tells_no_more([*earlier, trial], allowed, rules):
                decisions[key] = told
    return decisions


def _whole(now: Totals, key: str) -> Decision:
    """Before anything else is told."""
    if now.filters[key] == frozenset(now.counts):
        return Decision(Telling.EXACT, now.people(now.counts))
    return Decision(Telling.HIDDEN)


def _before(key: str, earlier: Sequence[Totals]) -> int | None:
    told = (each.decisions[key].people for each in reversed(earlier) if key in each.decisions)
    return next((people for people in told if people is not None), None)


def _told(people: int, before: int | None, rules: Rules) -> Decision | None:
    """A change by few people would tell of them; and no change, that those who came are elsewhere."""
    if before is not None and abs(people - before) < rules.least:
        return Decision(Telling.STANDING, before)
    return Decision(Telling.EXACT, people) if people >= _enough(rules) else None


def _enough(rules: Rules) -> int:
    return rules.least + rules.insiders


def _known_of_small_groups(story: Sequence[Totals], rules: Rules) -> dict[Unknown, Need]:
    """How much doubt there is about each, as far as the rules ask for it."""
    found, groups = _open(story, rules)
    most = _enough(rules)
    return {at: Need(int(found.least(at)), int(min(most, found.most(at)))) for at in groups}


def _tells_no_more(story: Sequence[Totals], allowed: Mapping[Unknown, Need], rules: Rules) -> bool:
    found, _groups = _open(story, rules)
    return all(found.reaches(at, need.low, need.high) for at, need in allowed.items())


def _open(story: Sequence[Totals], rules: Rules) -> tuple[Bounds, list[Unknown]]:
    """What follows from all that is told, and the small groups of each release."""
    from thriving.evidence.disclosure.bounds import bounds  # noqa: PLC0415 -- by scipy: most of a second

    atoms = _atoms(story)
    facts = [*_told_facts(story, atoms, rules), *_moved_facts(story, set(atoms.values()))]
    groups = []
    for number, totals in enumerate(story):
        for parts in _small(totals, atoms, rules):
            groups.append(Unknown(number, "", frozenset(("part", each) for each in parts), "group"))
            facts.append(Fact(_unknowns(number, parts), (groups[-1],)))
    return bounds(Knowledge(facts=facts)), groups


def _small(totals: Totals, atoms: Mapping[Place, str], rules: Rules) -> set[frozenset[str]]:
    """The groups with few people, of atoms: places that no filter tells apart.

    Each atom, each filter, what one filter has and another lacks, and what two have in common. Whoever
    computes another small group has narrowed its atoms.
    """
    filters = {frozenset(atoms[place] for place in places) for places in totals.filters.values()}
    pairs = list(permutations(filters, 2))
    groups = filters | {one - other for one, other in pairs} | {one & other for one, other in pairs}
    groups |= {frozenset({atom}) for atom in atoms.values()}
    people = Counter[str]()
    for place, count in totals.counts.items():
        people[atoms[place]] += count
    groups -= {frozenset(), frozenset(atoms.values())}
    return {group for group in groups if sum(people[atom] for atom in group) < _enough(rules)}


def _atoms(story: Sequence[Totals]) -> dict[Place, str]:
    """For each place, in which filters it is: places that none tells apart are one."""
    filters = list(dict.fromkeys(places for totals in story for places in totals.filters.values()))
    return {
        place: " ".join(str(number) for number, places in enumerate(filters) if place in places)
        for totals in story
        for place in totals.counts
    }


def _unknowns(number: int, atoms: Iterable[str], part: str = "") -> tuple[Unknown, ...]:
    return tuple(Unknown(number, "", frozenset({("part", each)}), part) for each in sorted(atoms))


def _told_facts(story: Sequence[Totals], atoms: Mapping[Place, str], rules: Rules) -> Iterator[Fact]:
    for number, totals in enumerate(story):
        for key, (telling, people) in totals.decisions.items():
            if people is not None:
                slack = rules.least - 1 if telling is Telling.STANDING else 0
                places = _unknowns(number, {atoms[place] for place in totals.filters[key]})
                yield Fact(places, (), people - slack, people + slack)


def _moved_facts(story: Sequence[Totals], atoms: set[str]) -> Iterator[Fact]:
    for number, (before, _after) in enumerate(pairwise(story), start=1):
        for part, people in (("joined", before.change.joined), ("left", before.change.left)):
            yield Fact(_unknowns(number, atoms, part), (), people, people)
        for atom in sorted(atoms):
            now, then, joined, left = (
                _unknowns(at, [atom], part)[0]
                for at, part in ((number, ""), (number - 1, ""), (number, "joined"), (number, "left"))
            )
            yield Fact((then, joined), (now, left))
