from __future__ import annotations

import re
import unicodedata

_LONGEST = 150


def clean(name: str, ending: str) -> str:
    """A name to show and save by: no path, nothing invisible, and the ending of what it really is."""
    last = re.split(r"[/\\]", name)[-1]
    visible = "".join(letter for letter in unicodedata.normalize("NFC", last) if _shows(letter))
    stem = " ".join(visible.split())
    stem = stem[: -len(ending)] if stem.lower().endswith(ending) else stem
    return (stem.strip(". ")[:_LONGEST] or "file") + ending


def _shows(letter: str) -> bool:
    """Leaves out control characters, and those that turn the direction of a name around to hide its end."""
    return letter == " " or unicodedata.category(letter)[0] not in "CZ"
