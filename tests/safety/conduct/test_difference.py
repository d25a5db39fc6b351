from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thriving.safety.conduct.difference import (
    BREAK,
    Kind,
    Piece,
    after_of,
    before_of,
    compare,
    words_of,
)

WORDS = st.sampled_from(
    ["be", "kind", "to", "all", "—", "كن", "لطيفًا", "आपका", "好人", "\u200d", "\n", " ", "  "]
)
PARAGRAPHS = st.lists(WORDS, max_size=8).map(" ".join)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PARAGRAPHS, max_size=6).map(BREAK.join))


@given(TEXTS, TEXTS)
def test_applied_to_the_old_text_it_gives_the_new_one_back(before: str, after: str) -> None:
    changes = compare(before, after)
    assert before_of(changes) == before
    assert after_of(changes) == after


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {each.kind for each in compare(text, text)} == {Kind.SAME}


@given(st.text(max_size=80))
def test_words_are_the_whole_text(text: str) -> None:
    assert "".join(words_of(text)) == text


def test_a_changed_word_is_told_within_its_paragraph() -> None:
    first, second = compare("Be kind.\n\nBe fair to all.", "Be kind.\n\nBe fair to everybody.")
    assert first.kind is Kind.SAME
    assert second.kind is Kind.CHANGED
    assert second.pieces == (
        Piece(Kind.SAME, "Be fair to "),
        Piece(Kind.REMOVED, "all"),
        Piece(Kind.ADDED, "everybody"),
        Piece(Kind.SAME, "."),
    )


def test_a_new_paragraph_leaves_the_others_as_they_are() -> None:
    before = "Respect each other.\n\nHelp newcomers in their first days."
    after = "Respect each other always.\n\nNobody is harassed.\n\nHelp newcomers in their first days."
    assert [each.kind for each in compare(before, after)] == [Kind.CHANGED, Kind.ADDED, Kind.SAME]


def test_what_has_nothing_in_common_is_removed_and_added() -> None:
    assert [each.kind for each in compare("Be kind.", "Nobody shouts here")] == [Kind.REMOVED, Kind.ADDED]


@pytest.mark.parametrize(
    ("text", "words"),
    [("请尊重", ["请", "尊", "重"]), ("आपका घर", ["आपका", " ", "घर"]), ("كن لطيفًا", ["كن", " ", "لطيفًا"])],
    ids=["no spaces", "marks", "Arabic"],
)
def test_words_are_those_of_the_script(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_spaces_and_signs_make_no_paragraphs_alike() -> None:
    changes = compare("كونوا لطفاء، دائمًا.", "من يساعد، هنا.")
    assert [each.kind for each in changes] == [Kind.REMOVED, Kind.ADDED]
