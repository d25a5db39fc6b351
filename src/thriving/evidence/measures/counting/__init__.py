"""How each kind of measure counts: what it selects, and how the selected lines add up to a reading."""

from __future__ import annotations

from thriving.evidence.measures.counting.change import Change
from thriving.evidence.measures.counting.counter import Counter
from thriving.evidence.measures.counting.coverage import Coverage
from thriving.evidence.measures.counting.distinct import Distinct
from thriving.evidence.measures.counting.median import Median
from thriving.evidence.measures.counting.plain import Count, Sum
from thriving.evidence.measures.counting.ratio import Ratio
from thriving.evidence.measures.counting.stated import Stated

COUNTERS: dict[str, type[Counter]] = {
    "count": Count,
    "sum": Sum,
    "median": Median,
    "distinct": Distinct,
    "ratio": Ratio,
    "change": Change,
    "coverage": Coverage,
    "milestones": Coverage,
    "stated": Stated,
}

__all__ = ["COUNTERS", "Counter"]
