"""How the same subjects changed from one wave to the next. Only those with both waves are compared.

Somebody assessed twice in one wave counts once, with the mean of the two.
"""

from __future__ import annotations

from collections import Counter as Times
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from django.db.models import Case, DecimalField, F, Q, When
from django.db.models.lookups import Exact

from thriving.evidence.measures import numbers
from thriving.evidence.measures.conditions import column
from thriving.evidence.measures.counting.counter import Counter
from thriving.evidence.measures.facts import Behind
from thriving.evidence.measures.question import Question
from thriving.evidence.measures.reading import Reading
from thriving.evidence.measures.specification import Pairing, Specification
from thriving.evidence.measures.tally import Row, Scan, grouped, millionths, scan, selected

MILLION = 1_000_000
DAYS = {"member": "subject", "day": "occurred_on", "latest": "occurred_on", "rows": "COUNT(*)"}
ALIKE = {"cases": "COUNT(*)", "rows": "SUM(times)", "latest": "MAX(latest)"}
Waves = tuple[int, int, int, int]  # sum and number of the values before, then after; sums in millionths
NOTHING: Waves = (0, 0, 0, 0)


class Change(Counter):
    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.subjects: defaultdict[str, Waves] = defaultdict(lambda: NOTHING)
        self.alike: Times[Waves] = Times()  # how many subjects have these very values

    @staticmethod
    def scan(behind: Behind, *, by_day: bool) -> Scan | None:
        pairing = _pairing(behind.question.specification)
        waves = {"earlier": _value_in(pairing, pairing.before), "later": _value_in(pairing, pairing.after)}
        facts = selected(behind.of_one_kind().values("subject", "occurred_on", **waves))
        if facts is None or by_day:
            return facts and scan(facts, {**_values(), **DAYS}, group="subject, occurred_on")
        # Subjects with the same values come in one line: a scale has few points, so there are few lines.
        values = _values()
        subjects = grouped(facts, {**values, "times": "COUNT(*)", "latest": "MAX(occurred_on)"}, "subject")
        return scan(subjects, {**{name: name for name in values}, **ALIKE}, group=", ".join(values))

    def add(self, row: Row) -> None:
        super().add(row)
        values = (row.amount, row.amounts, row.later_amount, row.later_amounts)
        if not row.member:
            self.alike[values] += row.cases
            return
        before = self.subjects[row.member]
        after = tuple(map(sum, zip(before, values, strict=True)))
        self.alike[before] -= 1
        self.alike[after] += 1  # type: ignore[index]
        self.subjects[row.member] = after  # type: ignore[assignment]

    def reading(self) -> Reading:
        gains: Times[Fraction] = Times()
        unmatched = 0
        for (amount, amounts, later, laters), times in self.alike.items():
            if times > 0 and amounts and laters:
                gains[Fraction(later, laters * MILLION) - Fraction(amount, amounts * MILLION)] += times
            elif times > 0 and (amounts or laters):
                unmatched += times
        return _reading(self, gains, unmatched)


def _reading(counter: Change, gains: Mapping[Fraction, int], unmatched: int) -> Reading:
    it = counter.question.specification
    value, interval = told(it, gains)
    average = numbers.mean(gains)
    pairs = sum(gains.values())
    return Reading(
        value,
        numerator=improved(it, gains),
        denominator=pairs,
        subjects=pairs,
        pairs=pairs,
        unmatched=unmatched,
        improved=improved(it, gains),
        mean_change=None if average is None else numbers.decimal(average),
        low=interval and interval[0],
        high=interval and interval[1],
        too_few=value is None and pairs > 0,
        rows=counter.rows,
        latest=counter.latest,
    )


Interval = tuple[Decimal, Decimal] | None


def _values() -> dict[str, str]:
    return {
        "amount": millionths("earlier"),
        "amounts": "COUNT(earlier)",
        "later_amount": millionths("later"),
        "later_amounts": "COUNT(later)",
    }


def _value_in(pairing: Pairing, wave: str) -> Case:
    in_wave = Q(Exact(column(pairing.dimension), wave))
    return Case(When(in_wave, then=F("value")), output_field=DecimalField())


def told(it: Specification, gains: Mapping[Fraction, int]) -> tuple[Decimal | None, Interval]:
    """The value and its interval; too few pairs tell neither a share nor a mean."""
    pairing, pairs = _pairing(it), sum(gains.values())
    if pairing.statistic == "improved_count":
        return (Decimal(improved(it, gains)) if pairs or it.empty_is_zero else None), None
    if pairs < pairing.minimum:
        return None, None
    if pairing.statistic == "improved_share":
        return numbers.share(improved(it, gains), pairs), numbers.share_interval(improved(it, gains), pairs)
    average = numbers.mean(gains)
    return (None if average is None else numbers.decimal(average)), numbers.mean_interval(gains)


def improved(it: Specification, gains: Mapping[Fraction, int]) -> int:
    """How many changed for the better, by at least what the definition asks."""
    least, sign = Fraction(_pairing(it).improved_by), -1 if it.direction == "decrease" else 1
    return sum(times for gain, times in gains.items() if gain * sign > 0 and gain * sign >= least)


def _pairing(it: Specification) -> Pairing:
    assert it.pairing, "a change always says how it pairs"  # noqa: S101 -- parsing has made sure of it
    return it.pairing
