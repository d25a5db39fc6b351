from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from django.conf import settings
from django.core import checks
from django.db import connection

from thriving.evidence import ledger
from thriving.evidence.check import mismatches
from thriving.grants.agreements import sealing as grants
from thriving.kernel import diary, files, outbox, schedule, sealed, triggers
from thriving.movement import search
from thriving.movement.queries import minors
from thriving.programs.councils import sealing as councils
from thriving.programs.partnerships import sealing
from thriving.safety.conduct import sealing as conduct
from thriving.web.commands.migrate import pending
from thriving.wiki import installation

Findings = Iterator[str]


@click.command()
@click.option(
    "--checkpoint",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A checkpoint of the diary kept elsewhere: finds an end that was cut off since.",
)
@click.option(
    "--write-checkpoint",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="Write where the diary stands now, to be kept elsewhere.",
)
def check(checkpoint: Path | None, write_checkpoint: Path | None) -> None:
    """Look whether this installation is as it should be. A line for each thing; 1 when one is not ok."""
    known = _read(checkpoint) if checkpoint else None
    if waiting := pending():
        click.echo(f"NOT OK  tables: {len(waiting)} changes wait for `thriving migrate`.")
        raise click.exceptions.Exit(1)
    found = [_report(name, look) for name, look in _looks(known)]
    if write_checkpoint:
        write_checkpoint.write_text(f"{diary.checkpoint()}\n")
    if not all(found):
        raise click.exceptions.Exit(1)


def _read(path: Path) -> diary.Checkpoint:
    try:
        return diary.Checkpoint.read(path.read_text())
    except ValueError as error:
        raise click.ClickException(f"{path} is no checkpoint of the diary.") from error


def _report(name: str, look: Callable[[], Findings]) -> bool:
    _show(name)
    sentences = list(look())
    _show("")
    for sentence in sentences:
        click.echo(f"NOT OK  {name}: {sentence}")
    if not sentences:
        click.echo(f"ok      {name}")
    return not sentences


def _show(doing: str) -> None:
    """What is being looked at, where somebody watches; wiped out by the line that tells what was found."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{doing}", nl=False, err=True)


def _looks(known: diary.Checkpoint | None) -> list[tuple[str, Callable[[], Findings]]]:
    return [
        ("settings", _settings),
        ("data folder", _data_folder),
        ("database", _database),
        ("guards", _guards),
        ("clock", _clock),
        ("diary", lambda: _diary(known)),
        ("evidence", lambda: mismatches(_show_part)),
        ("agreements", sealing.mismatches),
        ("grant agreements", grants.mismatches),
        ("councils", councils.mismatches),
        ("codes of conduct", conduct.mismatches),
        ("sealed texts", sealed.mismatches),
        ("search", search.mismatches),
        ("minors", minors.mismatches),
        ("files", _files),
        ("lake", installation.troubles),
        ("worker", _worker),
        ("mail", _mail),
    ]


def _settings() -> Findings:
    found = checks.run_checks(include_deployment_checks=settings.PRODUCTION)
    for message in found:
        if message.level >= checks.WARNING and not message.is_silenced():
            yield " ".join(str(message.msg).split())


def _data_folder() -> Findings:
    if Path(settings.DATA).stat().st_mode & 0o077:
        yield f"others on this machine can read it. Run: chmod 700 {settings.DATA}"


def _database() -> Findings:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(5)")
        yield from (f"{sentence}." for (sentence,) in cursor.fetchall() if sentence != "ok")
        cursor.execute("PRAGMA foreign_key_check")
        yield from (
            f"a row of {row[0]} points to one of {row[2]} that is not there." for row in cursor.fetchall()[:5]
        )


def _guards() -> Findings:
    for table in triggers.missing():
        yield f"{table} can be changed: its trigger is missing. `thriving migrate` makes it again."


def _clock() -> Findings:
    if sentence := ledger.ran_ahead():
        yield sentence


def _diary(known: diary.Checkpoint | None) -> Findings:
    for found in diary.verify(known):
        yield f"entry {found.number}: {found.sentence}"


def _show_part(done: int, parts: int) -> None:
    _show(f"evidence: {done} of {parts}")


def _files() -> Findings:
    for stored in files.damaged():
        yield f"{stored.key} is gone or was changed."
    for record in files.swapped():
        yield f"{record} rests on a document that is no longer the one that was kept."


def _worker() -> Findings:
    if sentence := schedule.late():
        yield sentence
    for job in schedule.failures():
        yield f"the job {job.name} failed ({job.failure}). It is tried again; the log says where."


def _mail() -> Findings:
    if stuck := outbox.failed().count() + outbox.interrupted().count():
        yield f"{stuck} letters are stuck. `thriving mail` lists them."
    if settings.PRODUCTION and not settings.EMAIL_HOST:
        yield "no mail server is set, so no letter leaves. Set THRIVING_MAIL_URL."
