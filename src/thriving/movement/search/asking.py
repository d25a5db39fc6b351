"""What a question finds. Each kind is asked by two range scans with a limit, whose cost does not grow.

A record is found by a whole name that begins as the question does; after those, by names whose words begin
as the question's words do, in any order.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet

from thriving.movement.models import SearchReach, SearchWord
from thriving.movement.search.folding import folded_name, words_asked

MOST_WORDS = 8
# A country has a name in a hundred languages, and many begin alike: rows are more than records.
ROWS = 10
_LAST = "\U0010ffff"


@dataclass(frozen=True)
class Question:
    text: str
    reach: SearchReach = SearchReach.EVERYONE

    @cached_property
    def whole(self) -> str:
        return folded_name(self.text)

    @cached_property
    def words(self) -> list[str]:
        return words_asked(self.text)[:MOST_WORDS]

    def __bool__(self) -> bool:
        return bool(self.whole and self.words)


def find(question: Question, kind: str, limit: int) -> list[str]:
    """The keys of at most ``limit`` records: exact names first, then those that begin so, then the others."""
    if not question:
        return []
    rows = [*_named(question, kind, limit * ROWS), *_with_words(question, kind, limit * ROWS)]
    return list(dict.fromkeys(rows))[:limit]


def _named(question: Question, kind: str, limit: int) -> QuerySet[SearchWord, str]:
    # The exact name is the least of its range, so it comes first by itself.
    rows = _open(question, kind).filter(_begins(question.whole), whole=True)
    return rows.order_by("word", "record").values_list("record", flat=True)[:limit]


def _with_words(question: Question, kind: str, limit: int) -> QuerySet[SearchWord, str]:
    rarest, *others = sorted(question.words, key=lambda word: (-len(word), word))
    rows = _open(question, kind).filter(_begins(rarest))
    for word in others:
        rows = rows.filter(Exists(_open(question, kind).filter(_begins(word), record=OuterRef("record"))))
    return rows.order_by("word", "record").values_list("record", flat=True)[:limit]


def _open(question: Question, kind: str) -> QuerySet[SearchWord]:
    return SearchWord.objects.filter(kind=kind, reach__lte=question.reach)


def _begins(word: str) -> Q:
    return Q(word__gte=word, word__lt=word + _LAST)
