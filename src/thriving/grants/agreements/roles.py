"""Who moves the money of grants, and who reads how it moved."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.roles import TWO_YEARS, declare

FINANCE_OFFICER, AUDITOR = "finance_officer", "grants_auditor"

declare(
    FINANCE_OFFICER,
    _("Finance officer"),
    _("Confirms accounts, approves payments of grants with a second person, sends and reconciles them."),
    longest=TWO_YEARS,
    second_factor=True,  # money follows from it
)
declare(
    AUDITOR,
    _("Auditor of grants"),
    _("Reads agreements and payments, and the whole story of each as the diary has it. Changes nothing."),
    longest=TWO_YEARS,
    second_factor=True,
)
