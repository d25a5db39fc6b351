"""Who runs the work that serves a plan."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.roles import A_YEAR, declare

ORGANIZER = "organizer"

declare(
    ORGANIZER,
    _("Organizer"),
    _("Runs experiments, and writes down what came of those that they lead."),
    given_by=("program_lead",),
    longest=A_YEAR,
)
