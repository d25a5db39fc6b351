"""Tables of the ledger, of measures, of releases, of tables of people, and of what is imported or stated."""

from thriving.evidence.models.batch import Batch, PersonCode, StagedRow, StagedSource
from thriving.evidence.models.indicator import Computation, Indicator, IndicatorValue, SeriesOrigin
from thriving.evidence.models.ledger import Fact, Ledger, LedgerDay, Origin, Source, Visibility
from thriving.evidence.models.measure import Measure, MeasureVersion
from thriving.evidence.models.release import Release, Snapshot
from thriving.evidence.models.stated import StatedValue
from thriving.evidence.models.table import TableRelease, TableSpecification

__all__ = [
    "Batch",
    "Computation",
    "Fact",
    "Indicator",
    "IndicatorValue",
    "Ledger",
    "LedgerDay",
    "Measure",
    "MeasureVersion",
    "Origin",
    "PersonCode",
    "Release",
    "SeriesOrigin",
    "Snapshot",
    "Source",
    "StagedRow",
    "StagedSource",
    "StatedValue",
    "TableRelease",
    "TableSpecification",
    "Visibility",
]
