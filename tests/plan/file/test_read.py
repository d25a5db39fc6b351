from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.plan.file.example import EXAMPLE, changed

from thriving.plan.file import PlanFileRefused, check, read


def refusals(text: str) -> list[str]:
    with pytest.raises(PlanFileRefused) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


def test_the_example_is_sound() -> None:
    assert check(read(EXAMPLE)) == []


def test_values_have_their_types() -> None:
    people = read(EXAMPLE).key_results[0].requirements[0]
    assert (people.target, people.baseline) == (Decimal(20), Decimal(0))
    assert people.points[0].on == date(2030, 6, 30)
    assert people.filters == ()


def test_a_plain_text_is_in_the_plans_language() -> None:
    plan = read(changed(('key = "garden-2030"', 'key = "garden-2030"\nlanguage = "ar"')))
    assert dict(plan.plan.title) == {"ar": "A garden for everyone"}


def test_a_text_may_come_in_many_languages() -> None:
    plan = read(changed(('"A garden for everyone"', '{ en = "A garden", ar = "حديقة" }')))
    assert plan.plan.title.best("ar") == ("حديقة", "ar")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("ends_on = 2030-12-31\n", "", "plan → ends_on: this is missing"),
        ("ends_on = 2030-12-31\n", 'ends_on = "2030-12-31"\n', "plan → ends_on: a day is expected here"),
        ("number = 1\n", "number = -1\n", 'key_result "gardeners" → number: a whole number'),
        ("number = 1\n", "number = true\n", 'key_result "gardeners" → number: a whole number'),
        ("target = 20\n", "target = nan\n", 'requirement "people" → target: a number'),
        (
            "target = 20\n",
            "target = 20\ntargte = 3\n",
            'requirement "people" → targte: there is no such field',
        ),
        (
            'rule = "at_least"',
            'rule = "atleast"',
            'requirement "people" → rule: this must be one of at_least',
        ),
        (
            'key = "green"',
            'key = "Green Town"',
            "goal 1 → key: a key has".replace("goal 1", 'goal "Green Town"'),
        ),
        (
            '"region", "in_set", "streets"',
            '"region", "in_set"',
            'requirement "streets" → filters: filters are lists',
        ),
        ('title = "Elm"', "title = 7", 'set "streets" → members "elm" → title: a text is expected'),
        (
            'title = "Elm"',
            'title = { Elmish = "x" }',
            'set "streets" → members "elm" → title: a text is expected',
        ),
        ('goals = ["green"]', 'goals = "green"', 'priority "growing" → goals: a list is expected'),
        ("[[goal]]", "[goal]", "goal: a list is expected"),
        ("[[goal]]", "[[gaol]]", "gaol: there is no such field"),
    ],
)
def test_a_mistake_is_named_with_its_place(old: str, new: str, sentence: str) -> None:
    assert any(sentence in refusal for refusal in refusals(changed((old, new))))


def test_every_mistake_is_named_at_once() -> None:
    found = refusals(changed(("number = 1\n", 'number = "1"\n'), ("target = 2\n", 'target = "2"\n')))
    assert len(found) == 2


def test_what_is_not_toml_is_said_with_its_line() -> None:
    (sentence,) = refusals('[plan]\nkey = "garden\n')
    assert "This is not TOML" in sentence
    assert "line 2" in sentence


def test_an_empty_file_names_the_plan_as_missing() -> None:
    assert refusals("") == ["plan: this is missing"]
