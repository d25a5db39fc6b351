"""How evenly first places fall to offers, when everything is asked once that could be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from thriving.programs.matching.engine.asking import Terms
from thriving.programs.matching.engine.ranking import rank
from thriving.programs.matching.engine.said import Offer, Wanted

ALL = 100


@dataclass(frozen=True)
class Spread:
    asked: int  # questions to which something fits
    offers: int
    first: int  # offers that stand first at least once
    most: int  # first places of the one that has most of them
    most_offer: str
    gini: int  # in hundredths


def spread(wanted: Iterable[Wanted], offers: Sequence[Offer], terms: Terms) -> Spread:
    firsts: Counter[str] = Counter()
    for each in wanted:
        if matches := rank(each, offers, terms).matches:
            firsts[matches[0].offer.key] += 1
    leading, most = max(firsts.items(), key=lambda each: (each[1], each[0]), default=("", 0))
    return Spread(
        asked=firsts.total(),
        offers=len(offers),
        first=len(firsts),
        most=most,
        most_offer=leading,
        gini=gini([firsts[offer.key] for offer in offers]),
    )


def gini(counts: Sequence[int]) -> int:
    """Gini's coefficient in hundredths: 0 where all have alike, towards 100 where one has everything."""
    total, size = sum(counts), len(counts)
    if not total:
        return 0
    weighed = sum((2 * place - size + 1) * count for place, count in enumerate(sorted(counts)))
    return round(Fraction(ALL * weighed, size * total))  # a half is a half, not nearly one
