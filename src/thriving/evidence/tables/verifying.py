"""Whether published tables are still what was published, and what the ledger counts for their day."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thriving.evidence.measures import AsOf
from thriving.evidence.models import TableRelease
from thriving.evidence.tables import linking
from thriving.evidence.tables.proposing import hash_of
from thriving.evidence.tables.publishing import digest_of


def mismatches(release: TableRelease) -> Iterator[str]:
    """A sentence for each thing that does not hold; hidden figures are not named."""
    table = release.specification
    told = {"table": table.key, "number": release.number}
    if release.digest != digest_of(release):
        yield _("Publication %(number)s of the table “%(table)s” is not what it was when published.") % told
    if release.specification_hash != hash_of(table):
        yield _("The table “%(table)s” was changed after publication %(number)s.") % told
    counted = linking.count(table, AsOf(release.on, release.known_number))[0]
    shown = linking.cells_of(release.table)
    if any(people is not None and people != counted[cell] for cell, people in shown.items()):
        yield _("The ledger counts other people than publication %(number)s of “%(table)s” tells.") % told
