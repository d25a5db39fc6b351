"""A template has named places, and nothing else that runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.grants.agreements.world import BODY

from thriving.grants.agreements import wording

VALUES = dict.fromkeys(wording.PLACES, "x")


def test_a_place_is_filled_once_and_never_read_again() -> None:
    told = {**VALUES, "title": "{award}", "award": "$1,000"}
    assert wording.filled("{title}: {award}", told) == "{award}: $1,000"


def test_a_whole_template_has_no_problem() -> None:
    assert list(wording.problems(BODY)) == []


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("{secret}", "{secret} is none of the places"),
        ("{award.__class__}", "none of the places"),
        ("{award!r:>9}", "none of the places"),
        ("{0}", "none of the places"),
        ("{", "stands alone"),
        ("}}", "stands alone"),
        ("x" * wording.LONGEST_BODY, "at most"),
    ],
)
def test_what_is_no_place_is_named(more: str, sentence: str) -> None:
    assert any(sentence in each for each in wording.problems(BODY + more))


@pytest.mark.parametrize("name", wording.NEEDED)
def test_what_both_sides_must_agree_on_must_be_said(name: str) -> None:
    (sentence,) = wording.problems(BODY.replace(f"{{{name}}}", ""))
    assert f"{{{name}}}" in sentence


@given(st.text(alphabet="{}award_title. %$", max_size=40))
def test_whatever_is_written_is_refused_or_filled(more: str) -> None:
    body = BODY + more
    if not list(wording.problems(body)):
        assert "{" not in wording.filled(body, VALUES)
