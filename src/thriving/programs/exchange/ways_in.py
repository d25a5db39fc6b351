"""How one comes to the exchange: from the page of one's own account."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement import lines
from thriving.movement.lines import Line

lines.add(
    "exchange",
    Line(
        _("Exchange of skills"),
        _("Who could help me or my affiliate, and whom we could help."),
        "exchange:mine",
        position=63,
    ),
)
