"""Who looks after funds: makes rounds, reads what is handed in, asks for what is missing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.roles import TWO_YEARS, declare

GRANTS_OFFICER = "grants_officer"

declare(
    GRANTS_OFFICER,
    _("Grants officer"),
    _("Makes rounds of grants, reads the proposals, and asks for what is missing before they are reviewed."),
    longest=TWO_YEARS,
    second_factor=True,  # opens what is told to a few, and money follows from it
)
