"""The milestones of the sample year: taken up on its first day, each step shown by a made-up document."""

from __future__ import annotations

from django.core.files.base import ContentFile

from thriving.movement.models import Person
from thriving.plan.models import KeyResult
from thriving.programs.milestones import actions, planned
from thriving.programs.milestones.actions import Prepared, Shown
from thriving.programs.milestones.models import Milestone
from thriving.web.sample import cast
from thriving.web.sample.deeds import Reached, in_every_language
from thriving.web.sample.story.steps import MILESTONES

# The smallest file that every reader of such documents opens: one empty page.
PDF = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents 4 0 R>>endobj
4 0 obj<</Length 0>>stream
endstream endobj
%% made up: %s
trailer<</Root 1 0 R>>
%%%%EOF
"""


def take_up() -> None:
    """By whoever leads what each serves, as the plan calls it."""
    named = planned.by_milestone(MILESTONES)
    for key in MILESTONES:
        it = named[key]
        said = Prepared(key, it.title, plan=it.plan, key_result=it.key_result)
        actions.prepare(said, by=lead_of(it.key_result), sample=True)


def reach(deed: Reached) -> None:
    milestone = Milestone.objects.get(key=deed.milestone)
    made_up = PDF % f"{deed.milestone}/{deed.step}".encode()
    file = ContentFile(made_up, name=f"{deed.milestone}-{deed.step}.pdf")
    shown = Shown(in_every_language(deed.title), file=file)
    actions.reach(milestone, deed.step, shown, on=deed.on, by=lead_of(milestone.key_result))


def lead_of(key_result: str) -> Person:
    found = KeyResult.objects.select_related("objective__priority").get(key=key_result)
    return Person.objects.get(username=cast.LEADS[found.objective.priority.key].username)
