"""Who runs the work that serves a plan."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.roles import A_YEAR, declare

ORGANIZER, TRANSLATOR = "organizer", "translator"

declare(
    ORGANIZER,
    _("Organizer"),
    _("Runs one initiative or, without one, the experiments and events that they lead themselves."),
    scopes=("program",),
    whole=True,
    given_by=("program_lead",),
    longest=A_YEAR,
)
declare(
    TRANSLATOR,
    _("Translator"),
    _("Writes the words of initiatives and learning patterns in other languages."),
    given_by=("program_lead",),
    longest=A_YEAR,
)
