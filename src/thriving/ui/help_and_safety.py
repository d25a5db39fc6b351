"""Whom to turn to in an emergency, as the movement sets it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from thriving.kernel.words import Words

_OPENS = ("mailto:", "tel:", "https:")


@dataclass(frozen=True)
class Contact:
    name: Words
    address: str  # what opens when somebody follows it
    note: Words


def contacts() -> tuple[Contact, ...]:
    """Those in the TOML file that the setting EMERGENCY_CONTACTS names; none where it names none."""
    named = getattr(settings, "EMERGENCY_CONTACTS", "")
    return _read(named, Path(named).stat().st_mtime_ns) if named else ()


@lru_cache(maxsize=4)
def _read(named: str, _changed: int) -> tuple[Contact, ...]:
    """Read once for each change of the file: every page shows the contacts."""
    rows = tomllib.loads(Path(named).read_text(encoding="utf-8")).get("contact", [])
    return tuple(_contact(row) for row in rows)


def _contact(row: dict[str, Any]) -> Contact:
    name = Words(row["name"])
    if not row["address"].startswith(_OPENS):
        raise ValueError(f"the address of {name} must begin with one of {', '.join(_OPENS)}")
    return Contact(name, row["address"], Words(row.get("note", {})))
