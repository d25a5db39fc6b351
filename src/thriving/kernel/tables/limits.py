from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """How much of somebody's file is read before it is refused."""

    size: int = 100 * MEGABYTE  # of the file as it came
    rows: int = 1_000_000
    columns: int = 200
    cell: int = 32_767  # characters; what a spreadsheet's cell can hold
    unpacked: int = 400 * MEGABYTE  # of a spreadsheet's parts together
    texts: int = (
        20 * MEGABYTE
    )  # of its texts, which are kept while it is read and take up to 18 times as much
    whole: int = 10 * MEGABYTE  # of any other part that is not read row by row
    ratio: int = 200  # unpacked to packed: real sheets stay below 50, bombs are past 1,000
    parts: int = 1_000  # files inside a spreadsheet
