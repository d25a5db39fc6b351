"""Whether words mention a name, in whatever script: borders of words where a script has them.

Latin, Cyrillic and Greek names stand between borders. Arabic and Hebrew write "and", "to" or "with" as
one word with the name. Every other name is looked for anywhere: Chinese has no borders, Korean or Bengali
add to the end. It finds a name as it is spelled, neither its declension nor another spelling.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from thriving.movement.spelling import folded

SHORTEST = 2  # letters
_PLAIN = 3  # letters from which a name between borders is one in small letters too: "li" is "he" in Italian
_BORDERED = ("LATIN", "CYRILLIC", "GREEK")
_JOINED = {"ARABIC": "[وف]?[بلكس]?(?:ال|ل)?", "HEBREW": "[ושהבכלמ]{0,3}"}  # what stands before a name
_GIVEN_AFTER = ("CJK UNIFIED", "HANGUL SYLLABLE")  # the family's name is the first sign
_UNSEEN = {
    0x115F: None,
    0x1160: None,
    0x2800: None,
    0x034F: None,
    0x0640: None,
}  # fillers, and a stretched line
_NOT_JOINED = {0x200C: " "}
_LETTER, _LETTER_OR_DIGIT = r"[^\W\d_]", r"[^\W_]"


def names_of(whole: str) -> Iterator[str]:
    """A name, and each part by which somebody is called; "de" or "bin" between two names is none."""
    yield whole
    capitals = whole != whole.lower()
    for part in whole.split():
        if not capitals or part[0] != part[0].lower() or part[0] == part[0].upper():
            yield part
        if len(part) in (3, 4) and unicodedata.name(part[0], "").startswith(_GIVEN_AFTER):
            yield part[-2:]


def mentioned(name: str, text: str) -> bool:
    wanted = _bare(name)
    if len(wanted) < SHORTEST:
        return False
    script = unicodedata.name(wanted[0], "")
    if script.startswith(tuple(_JOINED)):
        return _stands_in(wanted, _bare(text), before=_JOINED[script.split()[0]])
    if wanted[0].isalpha() and not script.startswith(_BORDERED):
        return wanted in _bare(text)
    if len(wanted) < _PLAIN:
        return _stands_in(_seen(name.title()), _seen(text)) or _stands_in(_seen(name.upper()), _seen(text))
    return _stands_in(wanted, _bare(text))


def _stands_in(name: str, text: str, before: str = "") -> bool:
    """A digit after it is a border, "Zuri14", unless the name ends with one itself."""
    first = _LETTER_OR_DIGIT if name[0].isdigit() else _LETTER
    last = _LETTER_OR_DIGIT if name[-1].isdigit() else _LETTER
    return bool(re.search(rf"(?<!{first}){before}{re.escape(name)}(?!{last})", text))


def _bare(text: str) -> str:
    """Without case, marks and what nobody sees, in one spelling of each letter."""
    return unicodedata.normalize("NFC", folded(_seen(text)))


def _seen(text: str) -> str:
    alike = unicodedata.normalize("NFKC", text.translate(_NOT_JOINED)).translate(_UNSEEN)
    return "".join(letter for letter in alike if unicodedata.category(letter) != "Cf")
