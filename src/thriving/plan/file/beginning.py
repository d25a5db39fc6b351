"""The least that is a plan: one priority, one objective, one key result that is reached in one step."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thriving.kernel.words import Words
from thriving.plan.file.parts import (
    Filters,
    Key,
    KeyResultPart,
    MeasurePart,
    ObjectivePart,
    PlanFile,
    PlanPart,
    PriorityPart,
    RequirementPart,
    StepPart,
)
from thriving.plan.file.read import read
from thriving.plan.file.shipped import shipped
from thriving.plan.states import Level, Profile, Rule

FIRST = Key("first")
STEPS_REACHED = "steps-reached"


def beginning(  # noqa: PLR0913 -- the options of the command
    key: str, *, title: Words, starts: date, ends: date, language: str, continues: str
) -> PlanFile:
    """To be opened in an editor and filled in; it loads as it is."""

    def said(text: str) -> Words:
        return Words({language: text})

    return PlanFile(
        plan=PlanPart(
            key=Key(key), language=language, title=title, continues=continues, starts_on=starts, ends_on=ends
        ),
        priorities=(PriorityPart(key=FIRST, level=Level.DEPARTMENT, title=said(_("First priority"))),),
        objectives=(ObjectivePart(key=FIRST, priority=FIRST, title=said(_("First objective"))),),
        key_results=(_key_result(said, ends),),
        measures=(_steps_reached(),),
    )


def _key_result(said: Any, ends: date) -> KeyResultPart:
    return KeyResultPart(
        key=FIRST,
        number=1,
        objective=FIRST,
        title=said(_("First key result")),
        sentence=said(_("What is promised, in the words in which it was announced.")),
        reading=said(_("How we read that sentence: what counts, and what does not.")),
        owner=said(_("The role that answers for it")),
        requirements=(_requirement(said, ends),),
    )


def _requirement(said: Any, ends: date) -> RequirementPart:
    return RequirementPart(
        key=FIRST,
        title=said(_("First requirement")),
        counted=said(_("steps")),
        measure=STEPS_REACHED,
        filters=Filters((("milestone", "in", (FIRST,)),)),
        rule=Rule.DONE,
        profile=Profile.MILESTONES,
        steps=(StepPart(key=Key("done"), title=said(_("It is done")), due_on=ends),),
    )


def _steps_reached() -> MeasurePart:
    """The one of the shipped plan: measures belong to the movement, not to a plan."""
    return next(each for each in read(shipped()).measures if each.key == STEPS_REACHED)
