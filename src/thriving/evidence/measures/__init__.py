"""Measures: what is asked of the ledger, and what it answers.

A value always equals a recount of the list behind it: ``evaluate`` counts in the database, ``evidence`` is
the list, ``recount`` counts it row by row.
"""

from thriving.evidence.measures.checks import filter_problems
from thriving.evidence.measures.conditions import Condition
from thriving.evidence.measures.definition import problems
from thriving.evidence.measures.evaluate import Curve, curves, evaluate, evaluate_many, series, series_many
from thriving.evidence.measures.exceptions import exceptions
from thriving.evidence.measures.facts import evidence
from thriving.evidence.measures.question import AsOf, Question
from thriving.evidence.measures.reading import Point, Reading
from thriving.evidence.measures.recount import recount, recount_lines
from thriving.evidence.measures.specification import Specification, SpecificationRefused

__all__ = [
    "AsOf",
    "Condition",
    "Curve",
    "Point",
    "Question",
    "Reading",
    "Specification",
    "SpecificationRefused",
    "curves",
    "evaluate",
    "evaluate_many",
    "evidence",
    "exceptions",
    "filter_problems",
    "problems",
    "recount",
    "recount_lines",
    "series",
    "series_many",
]
