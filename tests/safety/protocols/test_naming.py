from __future__ import annotations

import pytest

from thriving.safety.protocols.naming import (
    LooksLikeAName,
    candidates,
    names_any,
    names_in,
    refuse_names_in,
    vouched,
)


def test_names_are_found_whole_and_in_part() -> None:
    assert names_any("Ask Zawadi about it", ["Zawadi Mrembo"])
    assert names_any("اسأل وأمينة", ["أمينة"])
    assert not names_any("A speaker could be followed", ["Zawadi Mrembo", ""])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Yesterday Kofi Mensah was taken.", ["Yesterday Kofi Mensah"]),
        ("Задержана Анна Петрова вчера", ["Задержана Анна Петрова"]),
        ("A friend of María de la Cruz", ["María Cruz"]),
        ("In Ghana Wikipedia is blocked by the Ministry of Interior", []),
        ("South Sudan and Burkina Faso block it. Since Monday.", []),
        ("NATO and UNHCR wrote. Wikimedia Foundation too", []),
        ("Police. Come. Soon.", []),
        ("Yesterday BBC Reporters were told", []),
        ("They took AMINA YUSUF", ["AMINA YUSUF"]),
    ],
)
def test_two_words_with_capitals_look_like_a_name(text: str, found: list[str]) -> None:
    assert names_in(text) == found


def test_words_by_which_an_account_may_be_called() -> None:
    assert {"Zuri", "Kofi Mensah"} <= candidates("they took Zuri and Kofi Mensah")
    assert "زينب محمد" in candidates("أخذوا زينب محمد")
    assert "they" not in candidates("they took Zuri")


def test_what_looks_like_a_name_passes_by_its_writers_word() -> None:
    with pytest.raises(LooksLikeAName, match="“Palm Hall” looks like a name"):
        refuse_names_in("We meet in Palm Hall", "No names.")
    with vouched():
        refuse_names_in("We meet in Palm Hall", "No names.")
    with vouched(names_nobody=False), pytest.raises(LooksLikeAName, match=r"No names\.$"):
        refuse_names_in("We meet in Palm Hall", "No names.")
