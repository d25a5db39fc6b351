"""The way to a milestone's documents, on the page of the key result whose requirement counts its steps."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from thriving.plan import slots
from thriving.plan.slots import Filler, Seen
from thriving.programs.milestones.planned import milestones_of


def below(seen: Seen) -> str:
    requirement = seen.requirement
    if not requirement.steps:
        return ""
    keys = list(milestones_of(requirement.requirement))
    label = _("What shows that each step is reached, and whose turn it is")
    return (
        format_html('<p><a href="{}">{}</a></p>', reverse("milestones:milestone", args=keys), label)
        if keys
        else ""
    )


slots.add("milestones", Filler(below))
