from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

# Quotients of whole numbers are the same everywhere; a root or a logarithm may differ in its last digit.
TOLERANCE = 1e-12


def near(column: pa.ChunkedArray) -> list[Any]:
    """The column's cells, to compare with those that somebody else computed."""
    cells: list[Any] = column.to_pylist()
    return [pytest.approx(cell, rel=TOLERANCE) if isinstance(cell, float) else cell for cell in cells]
