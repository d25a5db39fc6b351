"""Text without what people leave out when they type: case, accents, vowel points, letters stretched to fill.

Names and questions are folded alike, so a fold that joins two different words only finds more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

LONGEST_WORD = 40  # characters
LONGEST_NAME = 80
_APOSTROPHES = re.compile("['’]")

# Accents stand above and below (from 200), points of Hebrew, Arabic and Syriac from 10, the nukta is 7.
# Vowel signs of Indic and Southeast Asian scripts are letters to their readers: they stay.
_ACCENTS = range(200, 241)
_POINTS = range(10, 37)
_NUKTA = 7

# Letters that Unicode does not take apart, and their plain forms.
_PLAIN = str.maketrans(
    {
        **dict(zip("đðøłħŧŋıĸə", "ddolhtnike", strict=True)),
        **dict(zip("æœþʻʼꞌ", ("ae", "oe", "th", "", "", ""), strict=True)),
        # Arabic letters as keyboards of its neighbors write them; the last one only fills a line.
        **dict(zip("ٱىیېےکةۀەہھـ", ("ا", "ي", "ي", "ي", "ي", "ك", *("ه" * 5), ""), strict=True)),
        # Hebrew letters at the end of a word.
        **dict(zip("ךםןףץ", "כמנפצ", strict=True)),
        # Katakana as hiragana.
        **{chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F7)},
    }
)
# Scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana and Chinese characters.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+"
)


def folded(text: str) -> str:
    """The words of ``text`` with one space between them."""
    return " ".join(_words(text))


def folded_name(text: str) -> str:
    """As a whole name stands in the index."""
    return folded(text)[:LONGEST_NAME].strip()


def words_to_find(text: str) -> list[str]:
    """What an index holds of a name: its words; of a script without spaces, every two neighbors.

    "Sana'a" is there in two words and in one, for people type it either way.
    """
    words = _words(text)
    if _APOSTROPHES.search(text):
        words += _words(_APOSTROPHES.sub("", text))
    found = (piece for word in words for piece in _pieces(word, last=True))
    return list(dict.fromkeys(piece[:LONGEST_WORD] for piece in found))


def words_asked(text: str) -> list[str]:
    """What must stand, or begin so, in the index of whatever ``text`` asks for."""
    found = (piece for word in _words(text) for piece in _pieces(word, last=False))
    return list(dict.fromkeys(piece[:LONGEST_WORD] for piece in found))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(map(_kept, plain))
    # Once more put together, for kana and Hangul are written so, and then without what Unicode cannot part.
    return unicodedata.normalize("NFC", kept).translate(_PLAIN).split()


@lru_cache(maxsize=1 << 14)  # the names of languages have two million characters, few of them different
def _kept(character: str) -> str:
    """The character, a space where it separates words, or nothing where people leave it out."""
    if _is_left_out(character):
        return ""
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return character if category[0] in "LMN" else "" if category == "Cf" else " "


def _is_left_out(character: str) -> bool:
    mark = unicodedata.combining(character)
    return mark in _ACCENTS or mark in _POINTS or mark == _NUKTA


def _pieces(word: str, *, last: bool) -> Iterator[str]:
    """``last``: with the last sign alone, so that a question of a single sign finds it too."""
    end = 0
    for run in _UNSPACED.finditer(word):
        yield from filter(None, [word[end : run.start()]])
        yield from _neighbors(run[0], last=last)
        end = run.end()
    yield from filter(None, [word[end:]])


def _neighbors(run: str, *, last: bool) -> Iterator[str]:
    yield from ("".join(pair) for pair in pairwise(run))
    if last or len(run) == 1:
        yield run[-1]
