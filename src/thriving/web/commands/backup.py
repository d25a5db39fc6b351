from __future__ import annotations

from pathlib import Path

import click

from thriving.web.backup.about import digest_of
from thriving.web.backup.writing import back_up, steps
from thriving.web.commands.migrate import refuse_pending

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=_FILE)
def backup(file: Path) -> None:
    """Write everything to FILE: all tables and all private files, as they are at this moment.

    Nobody has to stop working meanwhile. The same FILE restores on SQLite and on PostgreSQL.
    """
    refuse_pending()
    if file.exists():
        raise click.ClickException(f"{file} is there already. Choose another name, or remove it first.")
    if not file.parent.is_dir():
        raise click.ClickException(f"the folder {file.parent} does not exist.")
    with click.progressbar(length=steps(), label="Backing up") as bar:
        about = back_up(file, bar.update)
    click.echo(f"Wrote {about.rows} rows and {len(about.files)} files to {file}.")
    click.echo(f"Its digest is {digest_of(about.text())}. Keep it elsewhere to know the file again.")
    click.echo("It holds everything, private words and files too, and it is not encrypted.")
    click.echo("Only you may read it here; encrypt it before it leaves this machine.")
    if about.missing_files:
        named = ", ".join(about.missing_files)
        raise click.ClickException(
            f"these private files are gone or damaged, so they are not in it: {named}."
        )
