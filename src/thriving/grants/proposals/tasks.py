"""What this package does again and again."""

from __future__ import annotations

from thriving.grants.proposals.actions.bringing import drop_undecided
from thriving.kernel.schedule import every


@every("drop-undecided-spreadsheets-of-grants", hours=24)
def drop_undecided_spreadsheets() -> None:
    """Those on which nobody decided within two weeks."""
    drop_undecided("drop-undecided-spreadsheets-of-grants")
