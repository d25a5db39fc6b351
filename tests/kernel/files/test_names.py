from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thriving.kernel.files.names import clean


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("people.csv", "people.csv"),
        ("PEOPLE.CSV", "PEOPLE.csv"),
        ("../../etc/passwd", "passwd.csv"),
        ("C:\\secret\\people.csv", "people.csv"),
        ("people\u202evsc.exe", "peoplevsc.exe.csv"),
        ("a\r\nSet-Cookie: x", "aSet-Cookie: x.csv"),
        ("\u200b\x00", "file.csv"),
        ("", "file.csv"),
        (".csv", "file.csv"),
        ("ليلى ٢٠٢٠.csv", "ليلى ٢٠٢٠.csv"),
    ],
)
def test_a_name_is_cleaned(name: str, cleaned: str) -> None:
    assert clean(name, ".csv") == cleaned


@given(st.text(max_size=300))
def test_a_cleaned_name_is_short_and_shows_all_of_itself(name: str) -> None:
    cleaned = clean(name, ".pdf")
    assert len(cleaned) <= 154
    assert cleaned.endswith(".pdf")
    assert not set(cleaned) & set("/\\")
    assert all(letter == " " or unicodedata.category(letter)[0] not in "CZ" for letter in cleaned)
