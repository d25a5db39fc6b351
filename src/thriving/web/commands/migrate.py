from __future__ import annotations

import click
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from thriving.evidence import shipped
from thriving.movement.actions import load_shipped_reference
from thriving.movement.actions.reference import MIGRATING


def pending() -> list[str]:
    """The names of the migrations that the database still waits for."""
    executor = MigrationExecutor(connection)
    steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in steps]


def refuse_pending() -> None:
    """Stop what needs tables that are not as this version wants them."""
    if waiting := pending():
        raise click.ClickException(
            f"the tables wait for {len(waiting)} changes. Make a backup (`thriving backup FILE`), "
            "then run `thriving migrate`."
        )


@click.command()
def migrate() -> None:
    """Make or change the tables, and enter countries where there are none. Safe to run again."""
    waiting = pending()
    call_command("migrate", verbosity=0, interactive=False)
    if load_shipped_reference(by=MIGRATING):
        click.echo("Countries, their regions and languages were entered.")
    if defined := shipped.define(by=MIGRATING):
        click.echo(f"{defined} measures were defined.")
    done = f"{len(waiting)} changes made" if waiting else "nothing to change"
    click.echo(f"The tables are up to date ({done}).")
