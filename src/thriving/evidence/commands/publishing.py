from __future__ import annotations

import click

from thriving.evidence.commands.groups import evidence
from thriving.evidence.tables import publishing
from thriving.evidence.tables.wording import outcome_of

_COMMAND = "thriving evidence publish-tables"  # how the diary names who did it


@evidence.command("publish-tables")
@click.option("--plan", default="", help="Only the tables of this plan. Default: of all.")
@click.option("--preview", is_flag=True, help="Only say what is due.")
def publish_tables(plan: str, *, preview: bool) -> None:
    """Publish the tables of people whose period is over, as far as nobody can be found in them.

    Tables of the same people go out together or not at all, so Ctrl-C leaves nothing half-published; what
    was published before it stands, and the next run goes on with the rest.
    """
    due = publishing.due(plan)
    for table, on in due if preview else ():
        click.echo(f"{table.key}: due as of {on}")
    if not due:
        click.echo("Nothing is due.")
    if preview or not due:
        return
    with click.progressbar(length=len(due), label="Tables") as bar:
        released = publishing.publish_due(
            by=_COMMAND, plan=plan, progress=lambda done, _all: bar.update(done - bar.pos)
        )
    for release in released:
        click.echo(f"{release.specification.key}, as of {release.on}: {outcome_of(release)}")
