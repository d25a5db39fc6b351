"""Whom to turn to in an emergency, as the movement sets it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from thriving.kernel.words import Words


@dataclass(frozen=True)
class Contact:
    name: Words
    address: str  # mailto:, tel: or https:
    note: Words


def contacts() -> list[Contact]:
    """The contacts listed in the file that `EMERGENCY_CONTACTS` names; none where it names none."""
    file = getattr(settings, "EMERGENCY_CONTACTS", "")
    return _read(Path(file)) if file else []


def _read(file: Path) -> list[Contact]:
    rows = tomllib.loads(file.read_text(encoding="utf-8")).get("contact", [])
    return [Contact(Words(row["name"]), row["address"], Words(row.get("note", {}))) for row in rows]
