from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.evidence.kinds import Dimension, FactKind, Type, declare

MILESTONE = Dimension("milestone", Type.KEY, _("The milestone to which the step leads."))
STEP = Dimension("step", Type.KEY, _("The step, one of the milestone's list."))

MILESTONE_REACHED = declare(
    FactKind(
        name="milestone.reached",
        subject="step",
        meaning=_("A step of a milestone was reached, and a document or decision shows it."),
        sentence=_("Step “%(step)s” of “%(milestone)s” was reached."),
        dimensions=(MILESTONE, STEP),
    )
)
