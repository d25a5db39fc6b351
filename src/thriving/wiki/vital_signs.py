"""Which metrics a wiki's page shows, in which order, and in which words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Sign:
    """``of_parts``: months of it have several rows, one for each tenure, run or generation."""

    metric: str
    title: str | Promise
    meaning: str | Promise
    of_parts: bool = False


@dataclass(frozen=True)
class Group:
    title: str | Promise
    signs: tuple[Sign, ...]


GROUPS: tuple[Group, ...] = (
    Group(
        _("How much happens"),
        (
            Sign("edits", _("Edits"), _("Changes of pages in the month.")),
            Sign("new_pages", _("New pages"), _("Pages begun in the month that are still there.")),
            Sign("net_bytes_difference", _("Bytes added"), _("What was added, less what was removed.")),
        ),
    ),
    Group(
        _("Who takes part"),
        (
            Sign("active_editors_per_wiki", _("Active editors"), _("With five edits or more in the month.")),
            Sign(
                "vital_signs_very_active_editors",
                _("Very active editors"),
                _("With a hundred edits or more in the month."),
            ),
            Sign("new_registered_users", _("New accounts"), _("Made by people themselves.")),
            Sign("technical_editors", _("Technical editors"), _("Who work on templates and the interface.")),
            Sign(
                "coordinating_editors", _("Coordinating editors"), _("Who work on the pages about the wiki.")
            ),
        ),
    ),
    Group(
        _("Who stays"),
        (
            Sign(
                "retention_since_first_edit",
                _("Newcomers who came back"),
                _("Of those who first edited in a month, who edited in the second 30 days after it."),
            ),
            Sign(
                "retention_by_tenure",
                _("Newcomers who were still there"),
                _("Of those who first edited in a month, who edited so much later."),
                of_parts=True,
            ),
            Sign(
                "stability_of_active_editors",
                _("Stability"),
                _("Active editors by how many months in a row they have edited."),
                of_parts=True,
            ),
            Sign(
                "active_editors_by_generation",
                _("Balance of generations"),
                _("Active editors by the five years in which they first edited."),
                of_parts=True,
            ),
        ),
    ),
    Group(
        _("How newcomers fare"),
        (
            Sign(
                "newcomer_revert_rate",
                _("Reverted edits of newcomers"),
                _("Of the edits that newcomers made, those that somebody undid."),
            ),
            Sign(
                "experienced_revert_rate",
                _("Reverted edits of the experienced"),
                _("Of the edits of those who have been there long, those that somebody undid."),
            ),
        ),
    ),
)
# Tenures and runs of months by their length, as the engine names them. Other parts come by name.
PARTS = ("1 day", "7 days", "1 month", "2 months", "1", "2", "3-6", "7-12", "13-24", "more than 24")
SIGNS = {sign.metric: sign for group in GROUPS for sign in group.signs}
