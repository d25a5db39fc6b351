from __future__ import annotations

import pytest

from thriving.plan.editing.refusals import Step, in_words
from thriving.plan.file import Problem, read, shipped

PEOPLE = 'key_result "leadership-development-framework" → requirement "people"'
OWN = Step("requirement", "people")


@pytest.mark.parametrize(
    ("place", "own", "said"),
    [
        (f"{PEOPLE} → target", OWN, "Target: no"),
        (f"{PEOPLE} → filters → region", OWN, "Which records count: region: no"),
        (PEOPLE, OWN, "no"),
        ("plan → ends_on", Step("plan"), "Last day: no"),
        ("key_result → number", OWN, "Key result: Number: no"),
        ('set "prioritized-regions" → members', OWN, "Set “The six prioritized regions”: Members: no"),
        ('goal "not-there" → title', OWN, "Goal “not-there”: Short title: no"),
        ("", OWN, "no"),
    ],
)
def test_a_place_is_told_in_the_words_of_the_page(place: str, own: Step, said: str) -> None:
    assert in_words(Problem(place, "no"), read(shipped()), own) == said


def test_choices_are_called_as_in_the_form() -> None:
    problem = Problem(f"{PEOPLE} → rule", "“k_of_set” cannot be asked of “not-a-choice”")
    assert in_words(problem, read(shipped()), OWN) == (
        "Rule: “so many members of a set” cannot be asked of “not-a-choice”"
    )
