"""On the Board's one page, beside the key result that counts who took part: by whom it is missed."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.utils.html import format_html, format_html_join

from thriving.plan import slots
from thriving.plan.slots import Filler, Seen
from thriving.safety.event_risk.beside import below_a_requirement, edition
from thriving.safety.event_risk.queries.stakeholders import missed

MOST = 3  # of the exceptions: it is one sheet of paper, and each page lists them all


def by_whom(seen: Seen) -> str:
    """How many, and the first of those of which everybody may know at which event."""
    told = below_a_requirement(seen)
    if not told:
        return ""
    found = missed(AnonymousUser())[:MOST]
    lines = format_html_join("", "<li>{}: {}</li>", ((each.title, each.event.title) for each in found))
    return format_html("{}<ul>{}</ul>", told, lines) if lines else told


slots.add("by whom it is missed", Filler(fill=by_whom, edition=edition), "board")
