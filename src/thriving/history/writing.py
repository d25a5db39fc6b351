"""An answer written for people and for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from thriving.history.failures import HistoryError
from thriving.history.metrics import Answer
from thriving.history.metrics.notes import noted
from thriving.history.metrics.rows import Rows, shown, snapshots
from thriving.history.people import Contributions, Scope, figures

_ABOUT = "thriving"  # in the metadata of a file of Parquet


def write(answer: Rows, form: str, output: Path | None = None) -> None:
    """To the file, or to standard output. JSON and Parquet say beside the rows what these are of.

    A table and CSV have no place for that; whoever is told them hears it beside.
    """
    if form == "parquet":
        if output is None:
            raise HistoryError("Parquet is not for a terminal: say where it goes with --output FILE.parquet.")
        with _opened(output) as file:
            about = {_ABOUT: _as_json(answer.about).encode()}
            pyarrow.parquet.write_table(answer.rows.replace_schema_metadata(about), file)
    elif output is None:
        FORMS[form](answer, sys.stdout)
    else:
        with _opened(output) as file, TextIOWrapper(file, encoding="utf-8", newline="") as text:
            FORMS[form](answer, text)


def _opened(output: Path) -> BinaryIO:
    try:
        return output.open("wb")
    except OSError as wrong:
        raise HistoryError(f"{output} cannot be written: {wrong.strerror}.") from None


def explained(answer: Answer) -> str:
    """The definition in words, the parameters as they were, and the query."""
    asked = answer.metric
    return _parts(
        f"{asked.title} ({asked.unit}, by {asked.grain.value})",
        asked.definition,
        f"Source: {asked.source}",
        f"Parameters: {_listed(answer.parameters)}",
        f"Limits: {asked.limits}" if asked.limits else "",
        f"Snapshots: {snapshots(answer.snapshots, len(answer.snapshots))}",
        *noted(answer.told),
        answer.sql,
    )


def explained_people(answer: Contributions) -> str:
    """Each figure's definition, what was asked, and the queries."""
    return _parts(
        "What people did",
        "\n".join(f"{name}: {each.words} ({each.unit})" for name, each in figures.DEFINITIONS.items()),
        figures.EDGES,
        f"Source: {figures.SOURCE}",
        f"Parameters: {_listed(answer.parameters)}",
        *(f"Scope: {scope.title + ', ' if scope.title else ''}{_window(scope)}" for scope in answer.scopes),
        f"Limits: {figures.LIMITS}",
        f"Snapshots: {snapshots(answer.snapshots, len(answer.snapshots))}",
        *noted(answer.notes),
        answer.sql,
    )


def _window(scope: Scope) -> str:
    return (
        f"from {scope.begins} (included) until {scope.ends} (left out), {scope.zone}: "
        f"{scope.first:%Y-%m-%d %H:%M:%S} until {scope.end:%Y-%m-%d %H:%M:%S} UTC"
    )


def _parts(*parts: str) -> str:
    return "\n\n".join([*filter(None, parts), ""])


def _listed(parameters: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in parameters.items()) or "none"


def _table(answer: Rows, out: TextIO) -> None:
    print(shown(answer.rows, most=answer.rows.num_rows), file=out)


def _csv(answer: Rows, out: TextIO) -> None:
    """Nothing between two commas is null; "" is an empty text."""
    sink = pa.BufferOutputStream()
    pyarrow.csv.write_csv(answer.rows, sink)
    out.write(sink.getvalue().to_pybytes().decode())


def _json(answer: Rows, out: TextIO) -> None:
    print(_as_json({**answer.about, "rows": answer.rows.to_pylist()}), file=out)


def _as_json(said: Mapping[str, Any]) -> str:
    return json.dumps(said, default=str, ensure_ascii=False, indent=1)


FORMS: dict[str, Callable[[Rows, TextIO], None]] = {"table": _table, "csv": _csv, "json": _json}
