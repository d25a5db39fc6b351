"""What everybody is told of crises: how many, late, and nothing by which one could be told from another.

Whole years alone are told apart, and a small one hides with another: the rules are those of published tables.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from thriving.evidence.disclosure.dimensions import Dimension
from thriving.evidence.disclosure.protect import Protected, protect
from thriving.evidence.disclosure.rules import Rules
from thriving.evidence.disclosure.tables import Cell, Table
from thriving.kernel import clock
from thriving.safety.crisis.models import Crisis

LEAST = 5  # crises that a year may be told of apart from others
RULES = Rules(least=LEAST, least_population=LEAST)


@dataclass(frozen=True)
class Year:
    year: int
    crises: int | None  # hidden where it would tell too much


@dataclass(frozen=True)
class Counts:
    """``qualified`` and ``answered`` are the numbers that plans count by, as late as theirs."""

    qualified: int
    answered: int
    years: tuple[Year, ...]


def counts() -> Counts:
    found = list(
        Crisis.objects.filter(counted_at__isnull=False).values_list("counts_since", "answer_counted_at")
    )
    by_year = Counter(at.year for at, _answered in found if at)
    return Counts(len(found), sum(answered is not None for _at, answered in found), _years(by_year))


def _years(by_year: Counter[int]) -> tuple[Year, ...]:
    """Only those that are over: what is told of a year is told once."""
    over = {year: count for year, count in by_year.items() if year < clock.today().year}
    if not over:
        return ()
    years = tuple(str(year) for year in range(min(over), max(over) + 1))
    told: dict[Cell, int] = {(year,): over.get(int(year), 0) for year in years}
    answer = protect(
        [Table("years", "crises", (Dimension("year", years),), counts=told)], rules=RULES, secret=_secret()
    )
    if not isinstance(answer, Protected):
        return ()
    shown = answer.tables[0]
    return tuple(Year(int(year), shown[(year,)]) for year in years)


def _secret() -> bytes:
    """Decides among years that would hide as well: whoever has our code cannot replay which we chose."""
    return salted_hmac("thriving.safety.crisis.years", "", algorithm="sha256").digest()
