"""Charts as inline SVG: pure functions from numbers to a string, with words made from the same numbers.

Time runs from left to right in every language; labels that can be long are HTML beside the drawing.
Nothing here carries a `style`, so the pages keep a strict policy for styles.
"""

from thriving.ui.charts.bars import Bar, bars
from thriving.ui.charts.bullet import bullet
from thriving.ui.charts.line import line_chart
from thriving.ui.charts.multiples import small_multiples
from thriving.ui.charts.series import Dated, Point, Series
from thriving.ui.charts.sparkline import sparkline
from thriving.ui.charts.words import describe

__all__ = [
    "Bar",
    "Dated",
    "Point",
    "Series",
    "bars",
    "bullet",
    "describe",
    "line_chart",
    "small_multiples",
    "sparkline",
]
