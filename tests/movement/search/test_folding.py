"""What is typed finds what is written, whatever the case, the accents and the script."""

from __future__ import annotations

import pytest

from thriving.movement.search.folding import folded, words_asked, words_to_find

ALIKE = (
    ("Đà Nẵng", "da nang"),
    ("İSTANBUL", "istanbul"),
    ("ıstanbul", "ISTANBUL"),
    ("Straße", "STRASSE"),
    ("Ёлка", "елка"),
    ("ＥＳＩ Orkwaa", "esi orkwaa"),
    ("مِصْر", "مصر"),
    ("مصـــر", "مصر"),
    ("إدريس", "ادريس"),
    ("أآإٱ", "اااا"),
    ("ایران", "ايران"),
    ("مكتبة", "مکتبه"),
    ("٢٠٢٤", "2024"),
    ("שָׁלוֹם", "שלום"),
    ("क़लम", "कलम"),
    ("ガーナ", "がーな"),
    ("ｶﾞｰﾅ", "ガーナ"),
    ("한국", "한국"),
    ("a\u200bb\u202ec", "abc"),
    ("Æsir Łódź", "aesir lodz"),
)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_both_are_written_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other) != ""


@pytest.mark.parametrize(("one", "other"), [("หมา", "หมี"), ("हिन्दी", "हनद"), ("か", "が"), ("คา", "ค้า")])
def test_signs_that_make_another_word_stay(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Côte d’Ivoire", "ivoire"),
        ("Sana'a", "sanaa"),
        ("Sana'a", "sana'a"),
        ("海辺の知識の輪", "知識"),
        ("海辺の知識の輪", "輪"),
        ("กานา", "าน"),
        ("ประเทศกานา", "กานา"),
        ("မြန်မာ", "မာ"),
        ("កម្ពុជា", "ពុជា"),
        ("Wiki海辺2024", "海辺"),
        ("Wiki海辺2024", "2024"),
        ("Musée du Grand Fleuve", "fleu mus"),
    ],
)
def test_a_name_is_found_by_what_is_in_it(name: str, asked: str) -> None:
    held = words_to_find(name)
    assert all(any(word.startswith(piece) for word in held) for piece in words_asked(asked))


def test_every_name_is_found_by_itself_however_it_is_folded() -> None:
    for one, other in ALIKE:
        held = words_to_find(one)
        assert all(any(word.startswith(piece) for word in held) for piece in words_asked(other))


@pytest.mark.parametrize("text", ["", "  ", "!?—", "\u200b", "%_*"])
def test_what_has_no_letter_asks_nothing(text: str) -> None:
    assert words_asked(text) == []
