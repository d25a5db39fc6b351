"""Metrics of wikis, each a pure function with its definition, the same on every engine."""

from thriving.history.metrics import newcomers, volume
from thriving.history.metrics.measuring import Answer, NotKnown, measure
from thriving.history.metrics.metric import Grain, Metric, named, registered

__all__ = ["Answer", "Grain", "Metric", "NotKnown", "measure", "named", "newcomers", "registered", "volume"]
