from __future__ import annotations

import unicodedata

import pytest

from thriving.history.people.names import each_once, normalized


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("amina", "Amina"),
        ("Amina_of_Harar", "Amina of Harar"),
        ("  Amina  of__Harar ", "Amina of Harar"),
        ("User:amina", "Amina"),
        ("user: Amina", "Amina"),
        ("Utilisatrice:Amina", "Amina"),
        ("مستخدمة:أمينة", "أمينة"),
        ("Thành viên:Lan", "Lan"),
        ("\u200eAmina\u200f", "Amina"),  # as copied from a page
        ("Institute: Amina", "Institute: Amina"),  # no name of that namespace
        ("éva", "Éva"),
        ("ßeta", "ßeta"),
        ("imported>Amina", "imported>Amina"),
        ("192.0.2.7", "192.0.2.7"),
    ],
)
def test_a_name_becomes_what_the_wiki_keeps(written: str, name: str) -> None:
    assert normalized(written) == name


def test_letters_with_marks_are_composed() -> None:
    assert normalized(unicodedata.normalize("NFD", "Zoë Ångström")) == unicodedata.normalize(
        "NFC", "Zoë Ångström"
    )


def test_each_name_once_in_their_order() -> None:
    assert each_once(["user:bela", "Amina", "", "amina", " "]) == ("Bela", "Amina")
