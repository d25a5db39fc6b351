"""Metrics of wikis, each a pure function with its definition, the same on every engine."""

from thriving.history.failures import NotKnown
from thriving.history.metrics import (
    concentration,
    diverse_content,
    movement,
    newcomers,
    renewal,
    safe_spaces,
    volume,
)
from thriving.history.metrics.measuring import Answer, Measuring, measure, measure_all, measuring
from thriving.history.metrics.metric import Grain, Metric, named, registered

__all__ = [
    "Answer",
    "Grain",
    "Measuring",
    "Metric",
    "NotKnown",
    "concentration",
    "diverse_content",
    "measure",
    "measure_all",
    "measuring",
    "movement",
    "named",
    "newcomers",
    "registered",
    "renewal",
    "safe_spaces",
    "volume",
]
