from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thriving.history.readers.reverts import Verdict, verdicts


@dataclass(frozen=True)
class Edit:
    id: int
    parent: int | None
    sha1: str | None


def page(texts: str, parents: dict[int, int] | None = None) -> list[Edit]:
    """A page whose revisions have these texts, a letter each ("?": hidden), each after the one before."""
    follow = parents or {}
    return [
        Edit(place, follow.get(place, place - 1 if place else None), None if text == "?" else text)
        for place, text in enumerate(texts)
    ]


def reverted(texts: str, **kwargs: dict[int, int]) -> list[int | None]:
    return [verdict.reverted_by for verdict in verdicts(page(texts, **kwargs))]


def reverting(texts: str, **kwargs: dict[int, int]) -> list[int]:
    return [place for place, verdict in enumerate(verdicts(page(texts, **kwargs))) if verdict.is_revert]


@pytest.mark.parametrize(
    ("texts", "by"),
    [
        ("abc", [None, None, None]),
        ("aba", [None, 2, None]),
        ("abca", [None, 3, 3, None]),
        (
            "abaca",
            [None, 2, None, 4, None],
        ),  # the first revert is not undone by a second one to the same text
        ("abab", [None, 2, 3, None]),  # a revert is undone by one to another text
        ("abcba", [None, 4, 3, 4, None]),  # the next revert to come, not the farthest
        ("a?a", [None, 2, None]),
        ("??", [None, None]),
    ],
)
def test_who_is_reverted_by_whom(texts: str, by: list[int | None]) -> None:
    assert reverted(texts) == by


def test_an_edit_that_changes_nothing_is_no_revert() -> None:
    assert reverting("aab") == []
    assert reverting("aaba") == [3]


def test_the_same_text_again_after_another_parent_is_a_revert() -> None:
    assert reverting("aba", parents={2: 0}) == []
    assert reverting("aba", parents={2: 1}) == [2]


def by_hand(edits: Sequence[Edit]) -> list[Verdict]:
    """The rule as it is worded, looking at everything each time."""
    reverts: dict[int, int] = {}
    for place, edit in enumerate(edits):
        same = [earlier for earlier in range(place) if edit.sha1 and edits[earlier].sha1 == edit.sha1]
        if same and edit.parent != edits[same[-1]].id:
            reverts[place] = same[0]
    return [
        Verdict(
            next(
                (
                    later
                    for later in range(place + 1, len(edits))
                    if later in reverts and reverts[later] < place and reverts[later] != reverts.get(place)
                ),
                None,
            ),
            place in reverts,
        )
        for place in range(len(edits))
    ]


@given(st.text("abcd?", max_size=25), st.dictionaries(st.integers(1, 24), st.integers(0, 24), max_size=5))
def test_the_quick_way_is_the_worded_rule(texts: str, parents: dict[int, int]) -> None:
    edits = page(texts, parents)
    assert verdicts(edits) == by_hand(edits)


def test_a_sandbox_cleaned_a_hundred_thousand_times_takes_no_time() -> None:
    found = verdicts(page("ab" * 100_000))
    assert found[-1] == Verdict(None, is_revert=True)
