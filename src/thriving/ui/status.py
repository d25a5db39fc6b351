"""How each status looks and what it is called. The rule that finds it is the plan's."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Status:
    key: str  # also the name of its shape in `icons`
    label: str | Promise
    tone: str  # success, warning, error, progressive or quiet


_ALL = (
    Status("met", _("Met"), "success"),
    Status("on_track", _("On track"), "success"),
    Status("at_risk", _("At risk"), "warning"),
    Status("late", _("Late"), "error"),
    Status("off_track", _("Off track"), "error"),
    Status("missed", _("Missed"), "error"),
    Status("no_recent_data", _("No recent data"), "quiet"),
    Status("no_case_yet", _("No case yet"), "quiet"),
    Status("too_early", _("Too early to say"), "quiet"),
    Status("not_started", _("Not started"), "quiet"),
)
STATUSES = {each.key: each for each in _ALL}  # in the order in which a reader looks for them
