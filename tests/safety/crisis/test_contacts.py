from __future__ import annotations

import pytest

from thriving.safety.crisis.contacts import candidates, names_in, problems


@pytest.mark.parametrize(
    "text",
    [
        "Write to zuri@example.org at once.",
        "Call +233 24 123 4567 tonight",
        "Her number: (024) 1234-567",
        "اتصل على ٠٥٥١٢٣٤٥٦٧",
        "0551234567",
        "612 345 678",
        "Find them at t.me/somebody",
        "Ask @zuri_k for more",
        "It is User:Zuri who was taken",
        "It is مستخدم:زوري who was taken",
        "They sit at 5.6037, -0.1870 now",
        "They sit at 5° 36′ north",
        "The connection 41.66.200.12 was traced",
        "2001:db8:0:1:1:1:1:1 was traced",
        "The police came to 12 Palm Street",
        "Vinieron a la calle Mayor 14",
        "Er wohnt in der Gartenstraße 7",
        "في شارع النيل 14",
        "They took Mr Mensah",
        "a volunteer named Zuri was taken",
        "متطوعة اسمها زينب",
        "se llama Lucía",
        "zuri\u200b@example.org",
    ],
)
def test_what_leads_to_somebody_is_found(text: str) -> None:
    assert list(problems(text))


@pytest.mark.parametrize(
    "text",
    [
        "The site is blocked since 2026-11-23, 14:30.",
        "It was so in 2019-2020 too, and on 23/11/2026.",
        "About 1 000 000 readers, 12 volunteers.",
        "Three providers of 14 refuse it since 5 o'clock.",
        "Volunteers of 3 cities were questioned for 48 hours.",
        "الموقع محجوب منذ ٣ أيام",
        "The ministry sent an order with 4 articles.",
    ],
)
def test_what_leads_to_nobody_passes(text: str) -> None:
    assert list(problems(text)) == []


def test_the_sentence_says_what_it_found_and_what_to_do() -> None:
    assert list(problems("Write to zuri@example.org")) == [
        "“zuri@example.org” is an address of mail. Leave it out."
    ]


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
    ],
)
def test_two_words_with_capitals_look_like_a_name(text: str, found: list[str]) -> None:
    assert names_in(text) == found


def test_words_by_which_an_account_may_be_called() -> None:
    assert {"Zuri", "Kofi Mensah"} <= candidates("they took Zuri and Kofi Mensah")
    assert "زينب محمد" in candidates("أخذوا زينب محمد")
    assert "they" not in candidates("they took Zuri")
