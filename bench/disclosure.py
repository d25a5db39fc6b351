"""The attacker against random releases, with complementary hiding and without it, side by side.

``python -m bench.disclosure`` prints the figures of docs/explanation/disclosure.md. It needs no database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from thriving.evidence.disclosure.attack import Interval, intervals
from thriving.evidence.disclosure.dimensions import Dimension, Place, place
from thriving.evidence.disclosure.protect import Protected, Refused, protect
from thriving.evidence.disclosure.releases import Change, Earlier, Exact, Release, Unknown
from thriving.evidence.disclosure.rules import Need, Rules
from thriving.evidence.disclosure.system import unknown
from thriving.evidence.disclosure.tables import ALL, Cell, PublishedTable, Table, published

TABLES, PAIRS, SETS = 1_000, 200, 100
PEOPLE_PER_CELL = 26
SPREAD = (
    6  # the shape of the gamma weights of rows and columns; with the next, 28 % of the cells are below ten
)
CELL_SPREAD = 2  # the shape of what each cell deviates from them
SPEAKS = 0.3  # each of the languages
MOST_REFUSED, MOST_HIDDEN = 0.05, 0.45

REGION = Dimension("region", tuple(f"region-{number}" for number in range(1, 7)))
ROLE = Dimension("role", ("organizer", "trainer", "student", "other"))
COUNTRY = Dimension(
    "country",
    countries := tuple(f"country-{number:02}" for number in range(1, 19)),
    REGION,
    {country: REGION.categories[number % 6] for number, country in enumerate(countries)},
)
NEWCOMER = Dimension("newcomer", ("yes", "no", "not-stated"))
GENDER = Dimension("gender", ("woman", "man", "other", "not-stated"), sensitive=True)
LANGUAGE = Dimension("language", ("ar", "en", "es", "fr", "sw"), overlapping=True)

Random = np.random.Generator
Counts = NDArray[np.int64]


@dataclass
class Tally:
    """What became of a number of releases."""

    releases: int = 0
    refused: int = 0
    stood: int = 0  # as they were, because too few people came or went
    solved: int = 0  # with at least one hidden cell that the attacker computes
    narrow: int = 0  # with a small cell of which the attacker knows more than the rules allow
    cells: int = 0
    small: int = 0
    hidden: int = 0
    whys: Counter[str] = field(default_factory=Counter)

    @property
    def share_refused(self) -> float:
        return self.refused / self.releases

    @property
    def share_hidden(self) -> float:
        return self.hidden / self.cells if self.cells else 0.0

    def judge(self, releases: Sequence[Release], needs: Mapping[Unknown, Need]) -> None:
        """By the attacker's intervals, each computed to the end."""
        found = intervals(releases)
        self.solved += any(each.solved for each in found.values())
        self.narrow += any(_narrow(found.get(at), need) for at, need in needs.items())

    def count(self, tables: Iterable[PublishedTable], small: int) -> None:
        for table in tables:
            self.cells += len(table.cells_shown)
            self.hidden += len(table.hidden)
        self.small += small


def _narrow(interval: Interval | None, need: Need) -> bool:
    return interval is None or interval.low > need.low or interval.high < need.high


# What is tried


def seeded(kind: int, number: int) -> Random:
    return np.random.default_rng([kind, number])


def random_table(random: Random) -> Table:
    return _table("region-by-role", _random_counts(random))


def successive(random: Random) -> tuple[Table, Table, Change]:
    """A table, and the same after some people came and others went."""
    before = _random_counts(random)
    joined, left = int(random.integers(0, 40)), int(random.integers(0, 20))
    people = np.repeat(np.arange(before.size), before.ravel())
    gone = random.choice(people, min(left, len(people)), replace=False)
    come = random.choice(before.size, joined, p=(before.ravel() + 0.5) / (before + 0.5).sum())
    after = (
        before.ravel() - np.bincount(gone, minlength=before.size) + np.bincount(come, minlength=before.size)
    )
    change = Change(joined, len(gone))
    return _table("region-by-role", before), _table("region-by-role", after.reshape(before.shape)), change


def linked(random: Random) -> tuple[list[Table], list[Exact]]:
    """Tables of the same 300 to 900 people that share margins, levels and filters, and a total besides."""
    people = [_person(random) for _number in range(int(random.integers(300, 900)))]
    organizers = [each for each in people if each["role"] == "organizer"]
    tables = [
        _counted("region-by-role", (REGION, ROLE), people),
        _counted("country", (COUNTRY,), people),
        _counted("newcomer-by-role", (NEWCOMER, ROLE), people),
        _counted("region-by-gender", (REGION, GENDER), people),
        _counted("organizers-by-newcomer", (NEWCOMER,), organizers, place(("role", "organizer"))),
        _languages(people),
    ]
    return tables, [Exact("people", frozenset({place(("role", "organizer"))}), len(organizers))]


def _random_counts(random: Random) -> Counts:
    rows, columns = (random.gamma(SPREAD, 1 / SPREAD, size) for size in (6, 4))
    deviations = random.gamma(CELL_SPREAD, 1 / CELL_SPREAD, (6, 4))
    return random.poisson(PEOPLE_PER_CELL * np.outer(rows, columns) * deviations)


def _table(key: str, counts: Counts) -> Table:
    cells = product(REGION.categories, ROLE.categories)
    return Table(key, "people", (REGION, ROLE), dict(zip(cells, map(int, counts.ravel()), strict=True)))


Person = dict[str, str]


def _person(random: Random) -> Person:
    country = COUNTRY.categories[min(int(random.exponential(5)), 17)]
    return {
        "country": country,
        "region": COUNTRY.parents[country],
        "role": str(random.choice(ROLE.categories, p=(0.35, 0.1, 0.3, 0.25))),
        "newcomer": str(random.choice(NEWCOMER.categories, p=(0.3, 0.65, 0.05))),
        "gender": str(random.choice(GENDER.categories, p=(0.3, 0.5, 0.05, 0.15))),
        "languages": " ".join(code for code in LANGUAGE.categories if random.random() < SPEAKS) or "en",
    }


def _counted(
    key: str, dimensions: tuple[Dimension, ...], people: Sequence[Person], within: Place = frozenset()
) -> Table:
    counts = Counter(tuple(person[each.key] for each in dimensions) for person in people)
    return Table(key, "people", dimensions, counts, within=within)


def _languages(people: Sequence[Person]) -> Table:
    counts = Counter((code,) for person in people for code in person["languages"].split())
    return Table("language", "people", (LANGUAGE,), {**counts, (ALL,): len(people)})


# What comes of it


def tables(numbers: Iterable[int]) -> Tally:
    tally = Tally()
    for number in numbers:
        _try(tally, [random_table(seeded(1, number))])
    return tally


def sets(numbers: Iterable[int]) -> Tally:
    tally = Tally()
    for number in numbers:
        _try(tally, *linked(seeded(3, number)))
    return tally


def pairs(numbers: Iterable[int]) -> Tally:
    """A pair counts once: refused if either release is."""
    tally = Tally()
    for number in numbers:
        before, after, change = successive(seeded(2, number))
        first = protect([before])
        if isinstance(first, Refused):
            tally.releases, tally.refused = tally.releases + 1, tally.refused + 1
        else:
            earlier = Earlier((before,), Release(first.fresh, changes={"people": change}))
            _try(tally, [after], earlier=[earlier])
    return tally


def _try(
    tally: Tally, counted: Sequence[Table], exact: Sequence[Exact] = (), earlier: Sequence[Earlier] = ()
) -> None:
    tally.releases += 1
    outcome = protect(counted, exact=exact, earlier=earlier)
    if isinstance(outcome, Refused):
        tally.refused += 1
        tally.whys[outcome.why] += 1
        return
    _tally(tally, outcome, exact, earlier)


def _tally(tally: Tally, outcome: Protected, exact: Sequence[Exact], earlier: Sequence[Earlier]) -> None:
    tally.count(outcome.fresh, sum(1 for at in outcome.needs if at.release == len(earlier)))
    tally.stood += bool(outcome.reissued)
    told = [each.release for each in earlier]
    if outcome.fresh:
        told.append(Release(outcome.fresh, tuple(exact)))
    tally.judge(told, outcome.needs)


def without(releases: Iterable[tuple[Sequence[Table], Sequence[Exact]]]) -> Tally:
    """Only the small cells hidden, as one would do it who does not think of subtraction."""
    tally = Tally()
    for counted, exact in releases:
        needs = {
            unknown(0, table, cell): need for table in counted for cell, need in Rules().needs(table).items()
        }
        shown = [published(table, _small(table, needs)) for table in counted]
        tally.releases += 1
        tally.count(shown, len(needs))
        tally.judge([Release(tuple(shown), tuple(exact))], needs)
    return tally


def _small(table: Table, needs: Mapping[Unknown, Need]) -> frozenset[Cell]:
    return frozenset(cell for cell in table.cells() if unknown(0, table, cell) in needs)


def subtracted(numbers: Iterable[int]) -> float:
    """The share of tables, with only the small cells hidden, in which one finds one by subtracting a line."""
    found = [_by_subtraction(random_table(seeded(1, number))) for number in numbers]
    return sum(found) / len(found)


def _by_subtraction(table: Table) -> bool:
    hidden = set(Rules().needs(table))
    lines = (
        [margin, *table.line(margin, axis)]
        for axis in range(2)
        for margin in table.cells()
        if margin[axis] == ALL
    )
    return any(sum(cell in hidden for cell in line) == 1 for line in lines)


def main() -> None:
    _say("6 × 4 tables", tables, TABLES)
    _say("pairs of successive releases", pairs, PAIRS)
    _say("sets of six linked tables", sets, SETS)
    one_by_one = without(([random_table(seeded(1, number))], ()) for number in range(TABLES))
    together = without(linked(seeded(3, number)) for number in range(SETS))
    print(f"with only the small cells hidden, {one_by_one.solved} of {TABLES} tables are solved,")
    print(
        f"{subtracted(range(TABLES)):.1%} of all by plain subtraction, and {together.solved} of {SETS} sets"
    )


def _say(name: str, battery: Callable[[Iterable[int]], Tally], count: int) -> None:
    began = perf_counter()
    tally = battery(range(count))
    took = (perf_counter() - began) / count
    print(
        f"{count} {name}: {tally.solved} solved, {tally.narrow} too narrow, {tally.refused} refused "
        f"{dict(tally.whys) or ''}, {tally.stood} stood; {tally.share_hidden:.1%} of the cells hidden, "
        f"{tally.small / max(tally.cells, 1):.1%} small; {took * 1000:.0f} ms each, attack included",
        flush=True,
    )


if __name__ == "__main__":
    main()
