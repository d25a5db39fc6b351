"""What people write of themselves in one line, without what hides or turns letters."""

from __future__ import annotations

import unicodedata

JOINERS = "\u200c\u200d"  # a few scripts cannot be written well without them
_JOINED = ("ARABIC", "SYRIAC", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL")
_JOINED_TOO = ("TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "KHMER", "MYANMAR", "TIBETAN", "NKO", "TIFINAGH")
_ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")  # their letters pass for each other's


def line(text: str) -> str:
    """``text`` in one line and in composed letters, without unseen marks that turn or hide others."""
    composed = unicodedata.normalize("NFC", text)
    kept = [letter for at, letter in enumerate(composed) if _is_kept(composed, at, letter)]
    return " ".join("".join(kept).split())


def folded(text: str) -> str:
    """Without case and marks, for putting names in order."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def mixes_scripts(text: str) -> bool:
    """Whether a word borrows letters from another script, as "Ома𝗋" would to pass for somebody else."""
    return any(len(_scripts_of(word)) > 1 for word in text.split())


def _is_kept(text: str, at: int, letter: str) -> bool:
    if letter in JOINERS:
        return at > 0 and unicodedata.name(text[at - 1], "").startswith((*_JOINED, *_JOINED_TOO))
    # Control, format, surrogate and private characters; a line break is space.
    return letter.isspace() or not unicodedata.category(letter).startswith("C")


def _scripts_of(word: str) -> set[str]:
    names = (unicodedata.name(letter, "") for letter in unicodedata.normalize("NFKC", word))
    return {script for name in names for script in _ALIKE if name.startswith(script)}
