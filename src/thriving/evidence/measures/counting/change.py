"""How the same subjects changed from one wave to the next. Only those with both waves are compared.

Somebody assessed twice in one wave counts once, with the mean of the two.
"""

from __future__ import annotations

from collections import Counter as Times
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from thriving.evidence.measures import numbers
from thriving.evidence.measures.conditions import column
from thriving.evidence.measures.counting.counter import Counter
from thriving.evidence.measures.facts import Behind
from thriving.evidence.measures.question import Question
from thriving.evidence.measures.reading import Reading
from thriving.evidence.measures.specification import Pairing, Specification
from thriving.evidence.measures.tally import Row, Scan, fenced, grouped, millionths, scan, scans, selected

MILLION = 1_000_000
SAME = {name: name for name in ("amount", "amounts", "later_amount", "later_amounts")}
ALIKE = {"cases": "COUNT(*)", "rows": "SUM(amounts + later_amounts)"}
# Most subjects have one value in each wave: from the later day on they count, and never change again.
ONCE = "HAVING SUM(amounts) <= 1 AND SUM(later_amounts) <= 1"
OFTEN = "HAVING SUM(amounts) > 1 OR SUM(later_amounts) > 1"
COUNTED = "FROM common WHERE amounts + later_amounts > 0"
SUMS = ", ".join(f"SUM({name}) AS {name}" for name in SAME)
SETTLED = {**SAME, **ALIKE, "day": "settled", "latest": "MAX(settled)"}
FROM_SETTLED = (
    f"FROM (SELECT MAX(occurred_on) AS settled, {SUMS} {COUNTED} GROUP BY subject {ONCE}) AS subjects"
    f" GROUP BY settled, {', '.join(SAME)}"
)
CHANGING = {
    **SAME,
    "member": "subject",
    "day": "occurred_on",
    "latest": "occurred_on",
    "rows": "amounts + later_amounts",
}
SUBJECTS_ONCE = f"SELECT subject FROM common GROUP BY subject {ONCE}"  # noqa: S608 -- constants
FROM_CHANGING = f"{COUNTED} AND subject NOT IN ({SUBJECTS_ONCE})"
NOTHING: Mapping[str, str] = {}
Waves = tuple[int, int, int, int]  # sum and number of the values before, then after; sums in millionths
Interval = tuple[Decimal, Decimal] | None


class Change(Counter):
    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.subjects: defaultdict[str, Waves] = defaultdict(lambda: (0, 0, 0, 0))
        self.gains: Times[Fraction] = Times()  # how many subjects changed by so much
        self.unmatched = 0

    @staticmethod
    def scan(behind: Behind, *, by_day: bool) -> Scan | None:
        pairing = _pairing(behind.question.specification)
        wave = column(pairing.dimension)
        facts = selected(
            behind.of_side(behind.question.sides[0], "subject", "occurred_on", "value", wave=wave)
        )
        if facts is None:
            return None
        if by_day:
            days = _by_subject(facts, pairing, "subject, occurred_on", {"occurred_on": "occurred_on"})
            return scans(days, (SETTLED, FROM_SETTLED), (CHANGING, FROM_CHANGING))
        # Subjects with the same values come in one line: a scale has few points, so there are few lines.
        return scan(_by_subject(facts, pairing, "subject"), {**SAME, **ALIKE}, ", ".join(SAME))

    def add(self, row: Row) -> None:
        super().add(row)
        values = (row.amount, row.amounts, row.later_amount, row.later_amounts)
        if not row.member:
            self._count(values, row.cases)
            return
        before = self.subjects[row.member]
        after = self.subjects[row.member] = _sum(before, values)
        self._count(before, -1)
        self._count(after, 1)

    def _count(self, waves: Waves, subjects: int) -> None:
        gain = gain_of(waves)
        if gain is not None:
            self.gains[gain] += subjects
        elif any(waves[1::2]):
            self.unmatched += subjects

    def reading(self) -> Reading:
        it, pairs = self.question.specification, self.gains.total()
        few = Reading(
            None,
            denominator=pairs,
            subjects=pairs,
            pairs=pairs,
            unmatched=self.unmatched,
            too_few=pairs > 0,
            rows=self.rows,
            latest=self.latest,
        )
        # What a few people said is theirs: neither their mean nor how many improved is told.
        return few if too_few(it, pairs) else replace(few, too_few=False, **_told(it, self.gains))


@lru_cache(maxsize=100_000)
def gain_of(waves: Waves) -> Fraction | None:
    """From the mean before to the mean after; ``None`` for whoever has one of them only."""
    amount, amounts, later, laters = waves
    if not amounts or not laters:
        return None
    return Fraction(later, laters * MILLION) - Fraction(amount, amounts * MILLION)


def too_few(it: Specification, pairs: int) -> bool:
    """Too few pairs tell neither a share nor a mean."""
    pairing = _pairing(it)
    return pairing.statistic != "improved_count" and pairs < max(pairing.minimum, 1)


def _told(it: Specification, gains: Times[Fraction]) -> dict[str, Any]:
    value, interval = told(it, gains)
    average = numbers.mean(gains)
    return {
        "value": value,
        "numerator": improved(it, gains),
        "improved": improved(it, gains),
        "mean_change": None if average is None else numbers.decimal(average),
        "low": interval and interval[0],
        "high": interval and interval[1],
    }


def told(it: Specification, gains: Times[Fraction]) -> tuple[Decimal | None, Interval]:
    """The value, and the interval where it speaks of a sample."""
    pairing, pairs = _pairing(it), gains.total()
    if pairing.statistic == "improved_count":
        return (Decimal(improved(it, gains)) if pairs or it.empty_is_zero else None), None
    if pairing.statistic == "improved_share":
        return numbers.share(improved(it, gains), pairs), numbers.share_interval(improved(it, gains), pairs)
    average = numbers.mean(gains)
    return (None if average is None else numbers.decimal(average)), numbers.mean_interval(gains)


def improved(it: Specification, gains: Times[Fraction]) -> int:
    """How many changed for the better, by at least what the definition asks."""
    least, sign = Fraction(_pairing(it).improved_by), -1 if it.direction == "decrease" else 1
    return sum(times for gain, times in gains.items() if gain * sign > 0 and gain * sign >= least)


def _by_subject(facts: Scan, pairing: Pairing, group: str, more: Mapping[str, str] = NOTHING) -> Scan:
    in_wave = "CASE WHEN wave = %s THEN value END"
    values = (millionths(in_wave), f"COUNT({in_wave})") * 2
    waves = (pairing.before, pairing.before, pairing.after, pairing.after)
    columns = {**dict(zip(SAME, values, strict=True)), "subject": "subject", **more}
    # Fenced, for reading the wave out of a row costs more than all the rest.
    return grouped(fenced(facts), columns, group, waves)


def _sum(one: Waves, other: Waves) -> Waves:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3]


def _pairing(it: Specification) -> Pairing:
    assert it.pairing, "a change always says how it pairs"  # noqa: S101 -- parsing has made sure of it
    return it.pairing
