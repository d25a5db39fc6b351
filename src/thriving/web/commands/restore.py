from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click
from django.core.management import call_command

from thriving.kernel import clock
from thriving.kernel.models import Heartbeat
from thriving.movement.personal import forgetting
from thriving.web.backup.restoring import is_empty, put_back, refuse_unfit
from thriving.web.backup.verifying import opened, verified

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
_ALIVE = timedelta(seconds=30)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--replace", is_flag=True, help="Put it in the place of everything that is there now.")
@click.option(
    "--forgotten", type=_FILE, help="A copy of forgotten.txt kept elsewhere: who left since the backup."
)
def restore(file: Path, forgotten: Path | None, *, replace: bool) -> None:
    """Bring back what `thriving backup` wrote to FILE, all of it or nothing.

    Stop `thriving serve` and `thriving work` first. Whoever has left since is taken out again, by the list
    forgotten.txt in the data folder.
    """
    if forgotten:
        forgetting.keep(forgetting.read(forgotten))
    with opened(file) as archive:
        click.echo("Looking whether the backup is whole.")
        about = verified(archive)
        call_command("migrate", verbosity=0, interactive=False)
        refuse_unfit(about)
        if not is_empty():
            _refuse_unless(replace)
            _refuse_while_working()
        with click.progressbar(length=about.rows + len(about.files), label="Restoring") as bar:
            held_back = put_back(archive, about, bar.update)
    click.echo(f"Restored {about.rows} rows and {len(about.files)} files of {about.made_at}.")
    if held_back:
        click.echo(
            f"{held_back} letters waited when the backup was made and may have been sent since. "
            "They are held back: `thriving mail` lists them."
        )
    click.echo("Everyone signs in again. `thriving check` tells whether all is well.")


def _refuse_unless(replace: bool) -> None:  # noqa: FBT001 -- the answer to the one question here
    if not replace:
        raise click.ClickException(
            "this database is not empty. To lose what is in it, and have the backup instead, add --replace."
        )


def _refuse_while_working() -> None:
    if Heartbeat.objects.filter(beat_at__gt=clock.now() - _ALIVE).exists():
        raise click.ClickException("a worker is running. Stop `thriving work` and `thriving serve` first.")
