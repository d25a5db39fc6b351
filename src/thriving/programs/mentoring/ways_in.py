"""How one comes to mentoring: from the page of one's own account."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement import lines
from thriving.movement.lines import Line

lines.add(
    "mentoring",
    Line(
        _("Mentors and newcomers"),
        _("What I want to learn from somebody, or can help others with."),
        "mentoring:mentors",
        position=62,
    ),
)
