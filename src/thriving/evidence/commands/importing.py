from __future__ import annotations

from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
from django.core.files import File

from thriving.evidence import imports
from thriving.evidence.commands.groups import evidence
from thriving.evidence.models import Batch
from thriving.evidence.wording import in_unit
from thriving.kernel.files import FileRefused
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.words import Words
from thriving.movement.models import Person

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FAULTS_SHOWN = 50


@evidence.command("import")
@click.argument("file", type=_FILE, required=False)
@click.option("--sources", type=_FILE, help="For CSV: a second file that says what the sources are.")
@click.option("--issuer", default="", help="Whose codes stand for people in the file.")
@click.option("--by", "username", default="", help="The username of whoever answers for the import.")
@click.option("--resume", "number", type=int, help="Go on with an import that was stopped: its number.")
@click.option(
    "--apply/--preview", "applies", default=False, help="Take the rows in, or only say what they would do."
)
def import_records(  # noqa: PLR0913 -- each is an option of the command line
    file: Path | None, sources: Path | None, issuer: str, username: str, number: int | None, *, applies: bool
) -> None:
    """Read records from a CSV or XLSX file, say what they would change, and take them in if so asked.

    Rows are read in small steps: Ctrl-C stops after the rows in hand, and nothing is taken in by halves.
    """
    by = _answering(username)
    batch = _resumed(number) if number else _received(file, sources, issuer, by)
    _read(batch, by)
    _tell(batch)
    if applies and batch.state == Batch.State.CHECKED:
        _apply(batch, by)
    elif batch.state == Batch.State.CHECKED:
        click.echo(f"Nothing is taken in yet. To do so: thriving evidence import --resume {batch.pk} --apply")


@evidence.command()
@click.argument("number", type=int)
@click.option("--why", required=True, help="The reason, which the diary keeps.")
@click.option("--by", "username", default="", help="The username of whoever answers for it.")
def undo(number: int, why: str, username: str) -> None:
    """Undo the import of this NUMBER as a whole."""
    batch = _batch(number)
    try:
        imports.undo(batch, by=_answering(username), why=why)
    except MoveRefused as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"Import {number} ({batch.name}) is undone as a whole.")


def _answering(username: str) -> Any:
    if not username:
        return "thriving evidence import"
    person = Person.objects.filter(username=username).first()
    if person is None:
        raise click.ClickException(f"There is nobody here called {username}.")
    return person


def _received(file: Path | None, sources: Path | None, issuer: str, by: Any) -> Batch:
    if file is None:
        raise click.UsageError("Name a file, or an import to go on with (--resume NUMBER).")
    with ExitStack() as opened:
        main = File(opened.enter_context(file.open("rb")), name=file.name)
        second = File(opened.enter_context(sources.open("rb")), name=sources.name) if sources else None
        try:
            return imports.receive(main, by=by, issuer=issuer, sources=second)
        except FileRefused as refused:
            raise click.ClickException(str(refused)) from refused


def _resumed(number: int) -> Batch:
    batch = _batch(number)
    if batch.state != Batch.State.WAITING:
        try:
            imports.resume(batch)
        except MoveRefused as refused:
            raise click.ClickException(str(refused)) from refused
    return batch


def _batch(number: int) -> Batch:
    batch = Batch.objects.filter(pk=number).first()
    if batch is None:
        raise click.ClickException(f"There is no import number {number}.")
    return batch


def _read(batch: Batch, by: Any) -> None:
    click.echo(f"Import {batch.pk}: reading {batch.name}.")
    try:
        with click.progressbar(length=max(batch.expected, 1), label="Rows") as bar:
            imports.read(batch, lambda reached: bar.update(reached.rows - bar.pos))
    except KeyboardInterrupt:
        batch.refresh_from_db()
        imports.stop(batch, by=by)
        click.echo(
            f"\nAfter {batch.rows} rows. To go on: thriving evidence import --resume {batch.pk}", err=True
        )
        raise


def _tell(batch: Batch) -> None:
    if batch.state == Batch.State.REFUSED:
        raise click.ClickException(f"This file cannot be read. {batch.problem}")
    if batch.state == Batch.State.STOPPED:
        raise click.ClickException("Somebody stopped this import.")
    rows = batch.preview["rows"]
    click.echo(
        f"{rows['new']} new, {rows['corrected']} corrections, {rows['unchanged']} known already, "
        f"{rows['faulty']} with errors."
    )
    for number in batch.preview["numbers"]:
        click.echo(f"  {Words(number['title'])}: {_value(number, 'before')} → {_value(number, 'after')}")
    if batch.faults:
        _tell_faults(batch)


def _value(number: dict[str, Any], when: str) -> str:
    value = number[when]
    return in_unit(None if value is None else Decimal(value), number["unit"], number["decimals"])


def _tell_faults(batch: Batch) -> None:
    shown = batch.staged.filter(effect="faulty").order_by("row")[:_FAULTS_SHOWN]
    for row in shown:
        for column, sentence in row.faults:
            click.echo(f"  row {row.row}, {column or 'the whole row'}: {sentence}", err=True)
    raise click.ClickException(
        f"{batch.faults} rows have errors. Mend them in the file and import it again; nothing is taken in."
    )


def _apply(batch: Batch, by: Any) -> None:
    imports.apply(batch, by=by)
    click.echo(
        f"Taken in: {batch.written} new, {batch.corrected} corrected, {batch.unchanged} known already."
    )
    click.echo(f"To undo it as a whole: thriving evidence undo {batch.pk} --why REASON")
