"""Newcomers: who began in a month, what they did at once, and who came back."""

from thriving.history.metrics.newcomers import activation, retention, rolling, wikimetrics

__all__ = ["activation", "retention", "rolling", "wikimetrics"]
