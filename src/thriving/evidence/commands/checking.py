from __future__ import annotations

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thriving.evidence import check as balance
from thriving.evidence.commands.groups import evidence
from thriving.evidence.definitions import latest_versions
from thriving.evidence.kinds import kinds


@evidence.command()
def check() -> None:
    """Compare the ledger with its records, its recounts and what was published. Changes nothing."""
    with click.progressbar(length=0, label="Comparing") as bar:

        def progress(done: int, parts: int) -> None:
            bar.length = parts
            bar.update(done - bar.pos)

        found = list(balance.mismatches(progress))
    for sentence in found:
        click.echo(sentence)
    if found:
        words = ngettext("%(count)s thing does not add up.", "%(count)s things do not add up.", len(found))
        raise click.ClickException(words % {"count": len(found)})
    click.echo(_("Everything adds up."))


@evidence.command()
def measures() -> None:
    """List the measures, with what each counts."""
    for version in latest_versions():
        about = f"{version.specification['kind']}, version {version.number}"
        click.echo(f"{version.measure.key} ({about}): {version.title}")


@evidence.command("kinds")
def list_kinds() -> None:
    """List the kinds of record, with their dimensions."""
    for kind in kinds.values():
        click.echo(f"{kind.name}: {kind.meaning}")
        for dimension in kind.dimensions:
            click.echo(f"  {dimension.name} ({dimension.type}): {dimension.meaning}")
