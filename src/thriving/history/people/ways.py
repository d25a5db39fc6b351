from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ways:
    """How to count. ``days_before`` the window, a new editor's account may have been made."""

    content_only: bool = False
    including_deleted: bool = False
    days_before: int = 14
    days_after: int = 30
