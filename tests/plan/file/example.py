"""A small plan that tests change in one place at a time."""

from __future__ import annotations

EXAMPLE = """
[plan]
key = "garden-2030"
title = "A garden for everyone"
starts_on = 2030-01-01
ends_on = 2030-12-31

[[goal]]
key = "green"
title = "A greener town"

[[priority]]
key = "growing"
level = "department"
title = "Growing"
goals = ["green"]

[[outcome]]
key = "neighbors"
priority = "growing"
title = "Neighbors who meet"

[[objective]]
key = "begin"
priority = "growing"
title = "Begin"

[[key_result]]
key = "gardeners"
number = 1
objective = "begin"
title = "Gardeners"
sentence = "At least 20 gardeners from 2 of 3 streets."
reading = "Two requirements."
owner = "Lead of growing"

[[key_result.link]]
outcome = "neighbors"
why = "Gardens are where they meet."

[[key_result.requirement]]
key = "people"
title = "People who garden"
counted = "gardeners"
measure = "gardeners"
rule = "at_least"
target = 20
profile = "stepped"
points = [{ on = 2030-06-30, value = 5 }, { on = 2030-12-31, value = 20 }]

[[key_result.requirement]]
key = "streets"
title = "Streets with a garden"
counted = "streets"
measure = "streets"
filters = [["region", "in_set", "streets"], ["role", "in", ["gardener"]]]
named_set = "streets"
rule = "k_of_set"
target = 2
profile = "s_curve"

[[key_result.requirement]]
key = "opening"
title = "The garden opens"
counted = "steps"
measure = "steps"
rule = "done"
profile = "milestones"
steps = [{ key = "fence", title = "The fence stands", due_on = 2030-03-01 }]

[[key_result.requirement]]
key = "watered"
title = "Every bed is watered"
counted = "beds"
measure = "watered"
rule = "all"

[[set]]
key = "streets"
title = "The three streets"
members = [
  { key = "elm", title = "Elm" },
  { key = "oak", title = "Oak" },
  { key = "ash", title = "Ash" },
]

[[measure]]
key = "gardeners"
title = "Gardeners"
short = "Different people who gardened."
limits = "None known."
specification = { kind = "distinct", fact = "garden.tended", of = "subject", unit = { code = "person" } }

[[measure]]
key = "streets"
title = "Streets"
short = "Streets with a garden."
limits = "None known."
specification = { kind = "coverage", fact = "garden.tended", of = "region" }

[[measure]]
key = "steps"
title = "Steps"
short = "Steps reached."
limits = "None known."
specification = { kind = "milestones", fact = "milestone.reached", of = "step" }

[[measure]]
key = "watered"
title = "Watered beds"
short = "Of the beds, those watered."
limits = "None known."
specification = { kind = "ratio", numerator = { fact = "bed.watered" }, denominator = { fact = "bed.laid" } }
"""


def changed(*replacements: tuple[str, str]) -> str:
    """The example with each first text replaced by its second; the first must occur."""
    text = EXAMPLE
    for old, new in replacements:
        assert old in text, f"the example has no {old!r}"
        text = text.replace(old, new, 1)
    return text
