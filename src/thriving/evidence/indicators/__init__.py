"""Monthly series: read from their publisher's files or computed here, kept as known, told in words.

mapping = read_mapping(DEFAULT_MAPPING)
changes = preview(path, mapping)          # raises Refused with every line that is wrong
import_series(path, mapping, by=person)
[series] = for_keys(["newcomer-retention"])
year_in_words(series, plan.starts_on, plan.ends_on).words
"""

from thriving.evidence.indicators.computing import Computed, take_in
from thriving.evidence.indicators.files import Figures, MonthFigure, kept
from thriving.evidence.indicators.importing import SeriesChange, import_series, preview
from thriving.evidence.indicators.mapping import DEFAULT_MAPPING, Mapping, Refused, read_mapping
from thriving.evidence.indicators.origin import origin_in_words
from thriving.evidence.indicators.series import (
    Gap,
    MonthPoint,
    Series,
    every_series,
    for_keys,
    with_gaps,
)
from thriving.evidence.indicators.year import YearInWords, year_in_words

__all__ = [
    "DEFAULT_MAPPING",
    "Computed",
    "Figures",
    "Gap",
    "Mapping",
    "MonthFigure",
    "MonthPoint",
    "Refused",
    "Series",
    "SeriesChange",
    "YearInWords",
    "every_series",
    "for_keys",
    "import_series",
    "kept",
    "origin_in_words",
    "preview",
    "read_mapping",
    "take_in",
    "with_gaps",
    "year_in_words",
]
