"""An engine by its name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from thriving.history.engines import embedded, spark
from thriving.history.engines.engine import DEFAULT_MEMORY, Engine
from thriving.history.failures import HistoryError

DUCKDB, SPARK = "duckdb", "spark"
NAMES = (DUCKDB, SPARK)


@contextmanager
def opened(
    name: str = DUCKDB, *, memory: str = DEFAULT_MEMORY, spill: Path | None = None
) -> Iterator[Engine]:
    """``memory`` as in "2GB"; ``spill`` is the folder for what does not fit."""
    if name not in NAMES:
        raise HistoryError(f"There is no engine {name}. There are: {', '.join(NAMES)}.")
    open_engine = spark.opened if name == SPARK else embedded.opened
    with open_engine(memory=memory, spill=spill) as engine:
        yield engine
