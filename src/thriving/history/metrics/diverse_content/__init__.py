"""Diverse content: about whom a wiki writes, and what became of a list of subjects."""

from thriving.history.metrics.diverse_content import humans, subjects

__all__ = ["humans", "subjects"]
