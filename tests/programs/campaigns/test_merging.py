"""Three ways: what the box said, what it says, and what is said here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thriving.programs.campaigns.merging import Standing, standing

A, B, C = {"title": {"en": "a"}}, {"title": {"en": "b"}}, {"title": {"en": "c"}}
SIDES = st.sampled_from([None, A, B, C])


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "expected"),
    [
        (A, A, A, "same"),
        (A, B, B, "same"),
        (None, A, None, "new"),
        (A, B, A, "theirs"),
        (A, B, C, "both"),
        (None, A, B, "both"),
        (A, B, None, "both"),
        (A, A, B, "ours"),
        (A, A, None, "ours"),
        (A, None, A, "gone"),
        (A, None, B, "gone_and_ours"),
    ],
)
def test_each_case_has_its_name(base: object, theirs: object, mine: object, expected: str) -> None:
    assert standing(base, theirs, mine) == expected  # type: ignore[arg-type]


@given(SIDES, SIDES, SIDES)
def test_nothing_of_ours_is_safe_to_lose(base: object, theirs: object, mine: object) -> None:
    found = standing(base, theirs, mine)  # type: ignore[arg-type]
    assert not found.is_safe or mine == base


@given(SIDES, SIDES)
def test_what_was_taken_over_is_no_news(theirs: object, mine: object) -> None:
    assert standing(theirs, theirs, theirs) is Standing.SAME  # type: ignore[arg-type]
    assert not standing(theirs, theirs, mine).is_news  # type: ignore[arg-type]
