from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from django.contrib.auth.models import AnonymousUser

from thriving.evidence import exports, package
from thriving.evidence.commands.groups import evidence
from thriving.evidence.kinds import kinds
from thriving.kernel import tables
from thriving.movement.models import Person

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@evidence.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--kind", default="", help="Only records of this kind.")
@click.option("--on", type=_DAY, help="Only what had happened by this day.")
@click.option("--known", type=_DAY, help="As known by the end of this day.")
@click.option("--as", "username", default="", help="As this person may open them. Default: as everyone may.")
def export(file: Path, kind: str, on: datetime | None, known: datetime | None, username: str) -> None:
    """Write records to FILE (.csv or .xlsx), in the columns that an import reads."""
    if kind and kind not in kinds:
        raise click.ClickException(f"There is no kind of record called {kind}. Kinds: {', '.join(kinds)}.")
    facts = exports.open_records(_reader(username), kind=kind, on=_day(on), known_on=_day(known))
    columns, count = exports.header(kind, sample=exports.has_sample(facts)), facts.count()
    with _whole_or_nothing(file) as unfinished:
        _write(unfinished, file.suffix.lower(), columns, _counted(exports.lines(facts, columns), count))
    click.echo(f"{count} records in {file}.")


@evidence.command("package")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--plan", "collection", default="", help="Only what this plan asks. Default: all.")
def data_package(file: Path, collection: str) -> None:
    """Write everything public to FILE, one zip with a digest and a citation."""
    with _whole_or_nothing(file) as unfinished:
        written = package.write(unfinished, collection)
    click.echo(f"{file}: digest {written.digest}")
    click.echo(written.citation)


def _reader(username: str) -> Any:
    if not username:
        return AnonymousUser()
    person = Person.objects.filter(username=username).first()
    if person is None:
        raise click.ClickException(f"There is nobody here called {username}.")
    return person


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _write(path: Path, suffix: str, columns: list[str], lines: Iterable[list[Any]]) -> None:
    if suffix == ".xlsx":
        with path.open("wb") as file:
            tables.write_xlsx(file, columns, lines, "records")
    else:
        with path.open("w", encoding="utf-8", newline="") as text:
            tables.write_csv(text, columns, lines)


def _counted(lines: Iterable[list[Any]], count: int) -> Iterator[list[Any]]:
    with click.progressbar(lines, length=count, label="Records") as bar:
        yield from bar


@contextmanager
def _whole_or_nothing(file: Path) -> Iterator[Path]:
    """A path beside ``file`` that takes its place once everything is written: Ctrl-C leaves the old file."""
    unfinished = file.with_name(f"{file.name}.part")
    try:
        yield unfinished
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
