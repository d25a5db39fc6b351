"""A metric asked of a lake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import pyarrow as pa

from thriving.history.engines import embedded
from thriving.history.failures import HistoryError
from thriving.history.lake import Lake
from thriving.history.metrics.metric import SUPPLIED_BY, Metric, named, of, with_parameters
from thriving.history.metrics.opening import tables_of


class NotKnown(HistoryError):
    """The lake lacks what the metric needs: never 0, never something like it."""


@dataclass(frozen=True)
class Answer:
    metric: Metric
    parameters: dict[str, Any]
    rows: pa.Table
    sql: str


def measure(
    lake: Lake, name: str, *, wikis: Sequence[str] = (), memory: str = embedded.DEFAULT_MEMORY, **given: Any
) -> Answer:
    """The metric over the wikis (all of the lake's if none are named). Raises NotKnown, HistoryError."""
    asked, chosen = named(name), _wikis(lake, wikis)
    _refuse_unknown(lake, asked, chosen)
    with embedded.backend(memory=memory, spill=lake.folder / "spill") as backend:
        expression = of(tables_of(lake, chosen, backend), asked, given)
        rows = embedded.rows(backend, expression)
        return Answer(asked, with_parameters(asked, given), rows, str(ibis.to_sql(expression)))


def _wikis(lake: Lake, wikis: Sequence[str]) -> Sequence[str]:
    held = lake.manifest.wikis
    if not held:
        raise HistoryError(f"There is no lake in {lake.folder} yet.")
    if absent := [wiki for wiki in wikis if wiki not in held]:
        raise HistoryError(f"The lake does not hold {absent[0]}. It holds: {', '.join(sorted(held))}.")
    return wikis or sorted(held)


def _refuse_unknown(lake: Lake, asked: Metric, wikis: Sequence[str]) -> None:
    manifest = lake.manifest
    for wiki in wikis:
        if missing := asked.missing(manifest.columns_of(wiki)):
            supply = SUPPLIED_BY.get(missing[0], "a dump of mediawiki_history")
            raise NotKnown(
                f"{asked.name} is not known for {wiki}: its dump does not say {', '.join(missing)}. "
                f"What does: {supply}."
            )
