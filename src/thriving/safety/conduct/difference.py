"""What is new in a text: paragraph by paragraph, and inside each word by word. It knows no record.

Nothing is lost: `before_of` and `after_of` give both texts back, letter for letter.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

BREAK = "\n\n"  # between paragraphs
ALIKE = 0.4  # share of words in common from which on a paragraph is a new wording of another
MOST_PAIRS = 4_000  # paragraphs compared with each other; beyond, they are told one after the other
# These scripts put no space between words, so that each letter is told apart by itself.
_UNSPACED = ("CJK UNIFIED", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")


class Kind(Enum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"  # of paragraphs: some of their words


@dataclass(frozen=True)
class Piece:
    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    """What became of one paragraph."""

    kind: Kind
    pieces: tuple[Piece, ...]

    @property
    def before(self) -> str:
        return "".join(piece.text for piece in self.pieces if piece.kind is not Kind.ADDED)

    @property
    def after(self) -> str:
        return "".join(piece.text for piece in self.pieces if piece.kind is not Kind.REMOVED)


def compare(before: str, after: str) -> list[Change]:
    old, new = before.split(BREAK), after.split(BREAK)
    return list(_paragraphs(old, new))


def before_of(changes: Iterable[Change]) -> str:
    return BREAK.join(each.before for each in changes if each.kind is not Kind.ADDED)


def after_of(changes: Iterable[Change]) -> str:
    return BREAK.join(each.after for each in changes if each.kind is not Kind.REMOVED)


def words_of(text: str) -> list[str]:
    """Words, spaces and signs; together they are the text."""
    found: list[str] = []
    kind_before = ""
    for letter in text:
        kind = _kind_of(letter)
        if found and kind and kind == kind_before:
            found[-1] += letter
        elif found and unicodedata.combining(letter):
            found[-1] += letter
            continue
        else:
            found.append(letter)
        kind_before = kind
    return found


def _kind_of(letter: str) -> str:
    """Letters of one kind in a row are one word; of no kind, each stands alone."""
    if letter.isspace():
        return "space"
    if unicodedata.name(letter, "").startswith(_UNSPACED):
        return ""
    # Marks belong to the word on which they sit, as in Devanagari; joiners too.
    return "word" if letter.isalnum() or unicodedata.category(letter) in ("Mn", "Mc", "Cf", "Pc") else ""


def _paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (_whole(Kind.SAME, each) for each in old[a:b])
        else:
            yield from _replaced(old[a:b], new[c:d])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Each old paragraph beside its new wording, if it has one; what stands between is removed or added."""
    a = b = 0
    for at, to in [*_pairs(old, new), (len(old), len(new))]:
        yield from (_whole(Kind.REMOVED, each) for each in old[a:at])
        yield from (_whole(Kind.ADDED, each) for each in new[b:to])
        if at < len(old):
            yield Change(Kind.CHANGED, tuple(_words(old[at], new[to])))
        a, b = at + 1, to + 1


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraph became which, in order, so that together they have as much as possible in common."""
    if not old or not new or len(old) * len(new) > MOST_PAIRS:
        return []
    counted = [_counted(each) for each in old], [_counted(each) for each in new]
    best = [[(0.0, 0)] * (len(new) + 1) for _ in range(len(old) + 1)]
    for at in reversed(range(len(old))):
        for to in reversed(range(len(new))):
            alike = _alike(counted[0][at], counted[1][to])
            both = best[at + 1][to + 1][0] + alike if alike >= ALIKE else -1.0
            best[at][to] = max((both, 2), (best[at + 1][to][0], 1), (best[at][to + 1][0], 0))
    return list(_walk(best, len(old), len(new)))


def _counted(text: str) -> Counter[str]:
    """Its words: what all texts have, such as spaces, makes no two of them alike."""
    return Counter(word for word in words_of(text) if word[0].isalnum())


def _walk(best: list[list[tuple[float, int]]], rows: int, columns: int) -> Iterator[tuple[int, int]]:
    at = to = 0
    while at < rows and to < columns:
        step = best[at][to][1]
        if step == 2:  # noqa: PLR2004 -- both go on
            yield at, to
        at, to = at + (step != 0), to + (step != 1)


def _alike(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _words(old: str, new: str) -> Iterator[Piece]:
    a, b = words_of(old), words_of(new)
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Kind.SAME, "".join(a[i:j]))
            continue
        for kind, text in ((Kind.REMOVED, "".join(a[i:j])), (Kind.ADDED, "".join(b[k:m]))):
            if text:
                yield Piece(kind, text)


def _whole(kind: Kind, text: str) -> Change:
    return Change(kind, (Piece(kind, text),))
