from __future__ import annotations

import pytest

from thriving.evidence.disclosure.protect import Refused, Why
from thriving.evidence.disclosure.wording import sentence


@pytest.mark.parametrize("why", Why)
def test_a_refusal_names_the_table_and_what_would_help(why: Why) -> None:
    words = sentence(Refused("region-by-role", why, detail="region-2 has 3"), "Organizers by region")
    assert words.startswith("“Organizers by region”")
    assert "region-2" not in words
    assert words.count(".") >= 2


def test_too_few_people_says_how_many_are_needed() -> None:
    assert "fewer than 30 people" in sentence(Refused("any", Why.FEW_PEOPLE), "Any")
