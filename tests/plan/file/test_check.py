from __future__ import annotations

from dataclasses import replace

import pytest
from tests.plan.file.example import changed

from thriving.plan.file import check, read, shipped
from thriving.plan.states import Cadence

POINTS = "points = [{ on = 2030-06-30, value = 5 }, { on = 2030-12-31, value = 20 }]"
ALL = 'measure = "watered"\nrule = "all"'
DONE = 'rule = "done"\nprofile = "milestones"'
STEPS = 'steps = [{ key = "fence", title = "The fence stands", due_on = 2030-03-01 }]'
WATERED = '[[key_result.requirement]]\nkey = "watered"'


def test_people_are_published_no_faster_than_their_measure_says() -> None:
    document = read(shipped())
    weekly = replace(document, plan=replace(document.plan, cadence=Cadence.WEEKLY))
    sentence = "“people-engaged-in-the-leadership-framework” counts people and is published “monthly” at most"
    assert [str(each) for each in check(document)] == []
    assert any(sentence in str(each) for each in check(weekly))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("ends_on = 2030-12-31", "ends_on = 2030-01-01", "plan → ends_on: the plan must end"),
        ("[[goal]]", "[plan.rule]\nat_risk_from = 0.95\n[[goal]]", "plan → rule: 0 < at_risk_from"),
        ("[[goal]]", "[plan.rule]\nforecast_confidence = 1\n[[goal]]", "plan → rule: early_share and"),
        ("[[goal]]", "[plan.rule]\nforecast_nonzero = 14\n[[goal]]", "plan → rule: 4 ≤ forecast_nonzero"),
        ("[[goal]]", "[plan.rule]\nstale_after = 0\n[[goal]]", "plan → rule: stale_after and"),
        (
            "ends_on = 2030-12-31\n",
            "ends_on = 2030-12-31\nupdate_every_days = 0\n",
            "plan → update_every_days",
        ),
        ("number = 1\n", "number = 1\nupdate_every_days = 0\n", 'key_result "gardeners" → update_every_days'),
        ('key = "garden-2030"', 'key = "garden-2030"\nlanguage = "English"', "plan → language: this is not"),
        (
            "[[outcome]]",
            '[[goal]]\nkey = "green"\ntitle = "Again"\n[[outcome]]',
            'goal "green": this key is given twice',
        ),
        ('goals = ["green"]', 'goals = ["grene"]', 'priority "growing" → goals: there is no “grene”'),
        ('objective = "begin"', 'objective = "end"', 'key_result "gardeners" → objective: there is no “end”'),
        ('outcome = "neighbors"\nwhy', 'outcome = "strangers"\nwhy', "→ link"),
        (
            'measure = "watered"',
            'measure = "dry"',
            'requirement "watered" → measure: there is no measure “dry”',
        ),
        ('measure = "watered"', 'measure = "dry"', 'measure "watered": no requirement uses'),
        (ALL, 'measure = "watered"\nrule = "done"', "“done” cannot be asked of a measure of kind “ratio”"),
        (ALL, f"{ALL}\ntarget = 1", 'requirement "watered" → target: the rule “all” has its own'),
        ("target = 20\n", "", 'requirement "people" → target: this is missing'),
        ("target = 20\n", "target = 0\n", 'requirement "people" → target: a target equal to the baseline'),
        ("target = 20\n", "target = 20\nbaseline = 30\n", "use “hold” or “at_most”"),
        ("target = 20\n", "target = 20\nbaseline = 3\n", 'requirement "people" → baseline: a baseline other'),
        (
            'rule = "all"',
            'rule = "at_least"\ntarget = 120\nprofile = "linear"',
            "a share lies between 0 and 1",
        ),
        ("target = 2\n", "target = 4\n", "the set has only 3 members"),
        (
            'named_set = "streets"',
            'named_set = "roads"',
            'requirement "streets" → named_set: there is no set',
        ),
        ('named_set = "streets"\n', "", "names its set"),
        (
            '"in_set", "streets"',
            '"in_set", "roads"',
            'requirement "streets" → filters → region: there is no set',
        ),
        ('"in", ["gardener"]', '"in", "gardener"', "filters → role: the values are a list"),
        ('"in", ["gardener"]', '"like", ["gardener"]', "filters → role: the operator is one of"),
        (ALL, f'{ALL}\nprofile = "linear"', "what is to be held has no profile"),
        ('profile = "s_curve"\n', "", 'requirement "streets" → profile: this is missing'),
        ('profile = "s_curve"', 'profile = "milestones"', "goes by “milestones”"),
        (STEPS, "", 'requirement "opening" → steps: the rule “done”'),
        ("due_on = 2030-03-01", "due_on = 2031-03-01", "this day lies outside the plan"),
        (
            STEPS,
            STEPS.replace("}]", '}, { key = "fence", title = "Again", due_on = 2030-03-01 }]'),
            "given twice",
        ),
        (POINTS, "", 'requirement "people" → points: the profile “stepped”'),
        ("value = 20 }", "value = 19 }", 'requirement "people" → points: the last one is the target'),
        ("on = 2030-06-30, value = 5", "on = 2031-06-30, value = 5", "→ points: their days go forward"),
        ('key = "ash"', 'key = "oak"', 'set "streets" → members "oak": this key is given twice'),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(old: str, new: str, sentence: str | None) -> None:
    problems = [str(problem) for problem in check(read(changed((old, new))))]
    assert problems == [] if sentence is None else any(sentence in problem for problem in problems), problems


def test_a_set_without_members_is_refused() -> None:
    begin, end = changed().index("members = ["), changed().index("[[measure]]")
    problems = check(read(changed((changed()[begin:end], "members = []\n"))))
    assert 'set "streets" → members' in [problem.place for problem in problems]


def test_a_key_result_without_a_requirement_is_refused() -> None:
    begin, end = changed().index("[[key_result.requirement]]"), changed().index("[[set]]")
    problems = check(read(changed((changed()[begin:end], ""))))
    assert problems[0].place == 'key_result "gardeners"'


def test_two_key_results_cannot_share_a_number() -> None:
    begin, end = changed().index("[[key_result]]"), changed().index("[[set]]")
    again = changed()[begin:end].replace('key = "gardeners"', 'key = "bees"')
    (problem,) = check(read(changed(("[[set]]", f"{again}[[set]]"))))
    assert str(problem) == "key_result → number: 1 is given twice"
