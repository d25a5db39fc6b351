from __future__ import annotations

import pytest

from thriving.safety.protocols.contacts import problems


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
        "zuri (at) example.org",
        "zuri at example dot org",
        "zuri＠example.org",
        "żuri.ñandú@exámple.org",
        "Call 030-111-2222 at night",
        "+44 (0) 20 7946 0958",
        "020\u2011111\u20112222",
        "০৩০ ১১১ ২২২২",
        "https://example.org/people/zuri",
        "www.example.org/zuri",
        "signal.me/#p/+233241234567",
        "sgnl://signal.me/#eu/abc",
        "Signal: zuri.42",
        "Telegram id: zuri_k",
        "whatsapp:+233",
        "usuario: Zuri",
        "User talk:Zuri",
        # What looks like a day, years or a round number, and is a telephone's.
        "0551-23-45",
        "5555-1234",
        "01.23.45.67.89",
        "0 800 000 000",
        "Call 55-12-3456",
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
        "",
        "A speaker could be followed home",
        "Since 2026-11-23 the police asks at the border",
        "About 1,500 people came, 3 were hurt",
        "From 20/11/2026 to 23/11/2026, and on 1.2.26",
        "Between 18:00 and 22:30",
        "5 of 120 in 2025",
        "The budget of 12,000 is lost",
        "The signal: a door that stays open",
    ],
)
def test_what_leads_to_nobody_passes(text: str) -> None:
    assert list(problems(text)) == []


def test_the_sentence_says_what_it_found_and_what_to_do() -> None:
    assert list(problems("Write to zuri@example.org")) == [
        "“zuri@example.org” is an address of mail. Leave it out."
    ]


def test_each_sort_of_it_is_told_once() -> None:
    assert len(list(problems("zuri@example.org and lucia@example.org"))) == 1
