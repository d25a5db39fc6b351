"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from thriving.history.engines import choosing, embedded
from thriving.history.writing import FORMS

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _of_this_machine(_context: click.Context, _option: click.Parameter, folder: Path) -> Path:
    if ":/" in str(folder):
        raise click.BadParameter(
            f"“{folder}” is an address. A lake is written in a folder of this machine, and copied from there."
        )
    return folder


lake_option: Decorator = click.option(
    "--lake",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    callback=_of_this_machine,
    default=Path("lake"),
    show_default=True,
    help="The folder of the lake.",
)
# A lake that is only read may lie elsewhere.
lake_to_read_option: Decorator = click.option(
    "--lake",
    "place",
    default="lake",
    show_default=True,
    help="The folder of the lake, or its address, as s3a://bucket/lake.",
)
wikis_option: Decorator = click.option(
    "--wiki", "wikis", multiple=True, help="As in the dump, such as aawiki; all of the lake if not given."
)
memory_option: Decorator = click.option(
    "--memory", default=embedded.DEFAULT_MEMORY, show_default=True, help="At most so much is used."
)
engine_option: Decorator = click.option(
    "--engine",
    type=click.Choice(choosing.NAMES),
    default=choosing.DUCKDB,
    show_default=True,
    help="What runs the query: in this process, or Spark, as THRIVING_SPARK_MASTER and _OPTIONS say.",
)
format_option: Decorator = click.option(
    "--format",
    "form",
    type=click.Choice([*FORMS, "parquet"]),
    default="table",
    show_default=True,
    help="How the rows are written.",
)
output_option: Decorator = click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; needed for parquet."
)
explain_option: Decorator = click.option(
    "--explain", is_flag=True, help="Say how it is defined, and show the query that ran."
)
