"""An answer written for people and for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from thriving.history.failures import HistoryError
from thriving.history.metrics import Answer

NOT_YET = "not yet"


def write(answer: Answer, form: str, output: Path | None = None) -> None:
    """To the file, or to standard output."""
    if form == "parquet":
        if output is None:
            raise HistoryError("Parquet is not for a terminal: say where it goes with --output FILE.parquet.")
        pyarrow.parquet.write_table(answer.rows, output)
    elif output is None:
        FORMS[form](answer.rows, sys.stdout)
    else:
        with output.open("w", encoding="utf-8", newline="") as file:
            FORMS[form](answer.rows, file)


def explained(answer: Answer) -> str:
    """The definition in words, the parameters as they were, and the query."""
    asked = answer.metric
    parameters = ", ".join(f"{name} = {value}" for name, value in answer.parameters.items()) or "none"
    parts = [f"{asked.title} ({asked.unit}, by {asked.grain.value})", asked.definition]
    parts += [f"Source: {asked.source}", f"Parameters: {parameters}"]
    parts += [f"Limits: {asked.limits}"] if asked.limits else []
    return "\n\n".join([*parts, answer.sql, ""])


def _table(rows: pa.Table, out: TextIO) -> None:
    names = rows.column_names
    lines = [names, *([_shown(row, name) for name in names] for row in rows.to_pylist())]
    widths = [max(len(line[place]) for line in lines) for place in range(len(names))]
    for line in lines:
        print("  ".join(_aligned(line, widths)).rstrip(), file=out)


def _aligned(line: Sequence[str], widths: Sequence[int]) -> Iterable[str]:
    return (field.ljust(width) for field, width in zip(line, widths, strict=True))


def _shown(row: dict[str, Any], name: str) -> str:
    value = row[name]
    if value is None:
        return NOT_YET if name == "value" and row.get("known_from") else ""
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def _csv(rows: pa.Table, out: TextIO) -> None:
    sink = pa.BufferOutputStream()
    pyarrow.csv.write_csv(rows, sink)
    out.write(sink.getvalue().to_pybytes().decode())


def _json(rows: pa.Table, out: TextIO) -> None:
    json.dump(rows.to_pylist(), out, default=str, ensure_ascii=False, indent=1)
    out.write("\n")


FORMS: dict[str, Callable[[pa.Table, TextIO], None]] = {"table": _table, "csv": _csv, "json": _json}
