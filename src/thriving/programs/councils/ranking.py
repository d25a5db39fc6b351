"""From the sheets of a panel to an order, and from the order to seats. It knows no record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

THOUSANDTH = Decimal("0.001")

Candidate = TypeVar("Candidate")
Seat = TypeVar("Seat")


def score(points: Mapping[str, int], weights: Mapping[str, int], top: int) -> Decimal:
    """Of one sheet, from 0 to 100."""
    reached = sum(points[key] * weight for key, weight in weights.items())
    return Decimal(100 * reached) / (top * sum(weights.values()))


def mean(scores: Sequence[Decimal]) -> Decimal:
    return (sum(scores, Decimal()) / len(scores)).quantize(THOUSANDTH, ROUND_HALF_UP)


def ranks(scores: Sequence[Decimal]) -> list[int]:
    """The place of each score, the highest first; the same place for the same score."""
    return [1 + sum(other > each for other in scores) for each in scores]


def tied(scores: Sequence[Decimal]) -> int:
    """How many have the same score as another."""
    return sum(scores.count(each) > 1 for each in scores)


def keeps_order(rest: Sequence[tuple[int, float]]) -> bool:
    """Whether among those without a seat, as (rank, place), nobody comes before somebody with more points."""
    return not any(rank < other and place > below for rank, place in rest for other, below in rest)


def seated(
    candidates: Iterable[Candidate], seats: Sequence[Seat], fits: Callable[[Candidate, Seat], bool]
) -> dict[Candidate, Seat]:
    """Which seat each gets: nobody gives way to somebody further down; seats are changed around for that.

    By augmenting paths in the order of the candidates (Kuhn): the best choice where a seat is one person's.
    """
    held: dict[Seat, Candidate] = {}

    def find(candidate: Candidate, tried: set[Seat]) -> bool:
        for seat in seats:
            if seat in tried or not fits(candidate, seat):
                continue
            tried.add(seat)
            if seat not in held or find(held[seat], tried):
                held[seat] = candidate
                return True
        return False

    for candidate in candidates:
        find(candidate, set())
    return {candidate: seat for seat, candidate in held.items()}
