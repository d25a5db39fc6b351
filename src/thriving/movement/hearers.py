"""Who must hear, in the same transaction, that affiliates are recognized: the ledger, above here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from thriving.kernel.registry import Registry
from thriving.movement.models import Affiliate

Hearer = Callable[[Sequence[Affiliate], Any], None]  # affiliates, and by whom they changed

recognized = Registry[Hearer]("hearer of recognitions")


def tell(affiliates: Sequence[Affiliate], by: Any) -> None:
    """Since when these affiliates are recognized may have changed."""
    for hear in recognized.values():
        hear(affiliates, by)
