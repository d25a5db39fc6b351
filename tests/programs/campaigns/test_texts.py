"""Places to be filled in texts: checked in every language, filled, and never run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thriving.kernel.words import Words
from thriving.programs.campaigns.texts import filled, problems, unfilled


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (Words(en="Come to {tilte}"), "“{tilte}” is none of the places"),
        (Words(en="Come to {title}", es="Ven"), "es: {title} is missing"),
        (Words(en="Come", es="Ven a {title}"), "es: {title} stands here"),
        (Words(en="Come to {title"), "A brace stands alone"),
        (Words(en="{title.__class__}"), "none of the places"),
        (Words(en="{title!r:>99999999}"), "none of the places"),
    ],
)
def test_what_cannot_be_filled_is_named(words: Words, sentence: str) -> None:
    assert any(sentence in found for found in problems(words))


def test_what_can_be_filled_is_fine() -> None:
    assert list(problems(Words(en="{title}, {start}", ar="{start}: {title}"))) == []


def test_texts_are_filled_and_what_is_missing_stays_to_be_seen() -> None:
    words = Words(en="{title} in {place}")
    assert filled(words["en"], {"title": "Markets"}) == "Markets in {place}"
    assert unfilled(words, {"title": "Markets", "place": ""}) == ["place"]


@given(st.text(alphabet="{}a%$.[]!:\\title ", max_size=40), st.text(max_size=20))
def test_no_text_does_anything_but_stand_there(text: str, title: str) -> None:
    assert filled(text, {"title": title}) == text.replace("{title}", title or "{title}")
