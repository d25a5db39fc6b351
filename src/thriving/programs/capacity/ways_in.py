"""How one comes to the capacities of affiliates: from the page of one's own account."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement import lines
from thriving.movement.lines import Line

lines.add(
    "capacity",
    Line(
        _("What affiliates are able to do"),
        _("Assess your affiliate, look at what another wrote, and see what grew."),
        "capacity:report",
        position=64,
    ),
)
