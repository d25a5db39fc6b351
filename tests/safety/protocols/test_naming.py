from __future__ import annotations

import pytest

from thriving.safety.protocols.naming import has_contact, names_any


@pytest.mark.parametrize(
    "words",
    [
        "Write to amina@example.org",
        "amina (at) example.org",
        "Call +233 30 111 2222",
        "Call 030-111-2222 at night",
        "٠٣٠١١١٢٢٢٢",
        "০৩০ ১১১ ২২২২",
        "https://example.org/people/amina",
        "t.me/amina",
        "She is @amina there",
        "User:Amina",
        "usuario: Amina",
    ],
)
def test_what_leads_to_somebody_is_found(words: str) -> None:
    assert has_contact(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "A speaker could be followed home",
        "Since 2026-11-23 the police asks at the border",
        "About 1,500 people came, 3 were hurt",
        "From 20/11/2026 to 23/11/2026",
        "Between 18:00 and 22:30",
        "5 of 120 in 2025",
        "The budget of 12,000 is lost",
    ],
)
def test_other_words_pass(words: str) -> None:
    assert not has_contact(words)


def test_names_are_found_whole_and_in_part() -> None:
    assert names_any("Ask Zawadi about it", ["Zawadi Mrembo"])
    assert names_any("اسأل وأمينة", ["أمينة"])
    assert not names_any("A speaker could be followed", ["Zawadi Mrembo", ""])
