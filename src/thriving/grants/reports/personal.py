"""What reports know of a person: what goes into their file, and what becomes of it when they leave."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.grants.reports.models import Receipt, Report, Waiver
from thriving.movement.personal import declare

_STAYS = _("It stays with the grant, under a random identifier that no longer leads to anybody.")

declare(
    "grant_reports.Report",
    _("Reports of grants that you handed in"),
    rows=lambda person: Report.objects.filter(submitted_by=person.key).values("key", "submitted_at"),
    columns={"key": _("Report"), "submitted_at": _("When")},
    stays=_STAYS,
)
declare(
    "grant_reports.Receipt",
    _("Receipts that you brought"),
    rows=lambda person: Receipt.objects.filter(added_by=person.key).values("words", "on", "added_at"),
    columns={"words": _("What was paid"), "on": _("Day"), "added_at": _("When")},
    stays=_STAYS,
)
declare(
    "grant_reports.Waiver",
    _("Reports that you asked or agreed to do without"),
    rows=lambda person: Waiver.objects.filter(Q(asked_by=person.key) | Q(answered_by=person.key)).values(
        "report__key", "reason", "asked_at"
    ),
    columns={"report__key": _("Report"), "reason": _("Reason"), "asked_at": _("When")},
    stays=_STAYS,
)
