from __future__ import annotations

import pytest

from thriving.movement import spelling


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Nila\n Nodi ", "Nila Nodi"),
        ("Ana\u202egnp.exe", "Anagnp.exe"),  # turned around
        ("Om\u200bar\ufeff\u00ad", "Omar"),  # not seen
        ("Jose\u0301", "José"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian is not written well without it
        ("a\u200cb", "ab"),
        ("\u200d", ""),
        ("क्\u200dष", "क्\u200dष"),
    ],
)
def test_a_line_holds_what_is_seen(written: str, kept: str) -> None:
    assert spelling.line(written) == kept


@pytest.mark.parametrize("name", ["Оmar", "Pаul Smith", "ΑBC"])
def test_a_word_that_borrows_letters_is_found(name: str) -> None:
    assert spelling.mixes_scripts(name)


@pytest.mark.parametrize("name", ["Omar", "Омар", "Омар Smith", "नीला Nila", "Ōta 太郎", "Nguyễn"])
def test_a_name_in_two_scripts_word_by_word_is_fine(name: str) -> None:
    assert not spelling.mixes_scripts(name)


def test_names_are_sorted_without_case_and_marks() -> None:
    assert sorted(["zoë", "Zoa", "émile", "Adam"], key=spelling.folded) == ["Adam", "émile", "Zoa", "zoë"]
