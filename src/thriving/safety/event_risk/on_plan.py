"""On the Board's one page, beside the key result that counts who took part: by whom it is missed."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.utils.html import format_html, format_html_join

from thriving.plan import slots
from thriving.plan.slots import Filler, Seen
from thriving.safety.event_risk.beside import edition, how_many_missed, where_missed
from thriving.safety.event_risk.queries.stakeholders import missed

MOST = 3  # of the exceptions: it is one sheet of paper, and each page lists them all


def by_whom(seen: Seen) -> str:
    """How many, and the first of those of which everybody may know at which event."""
    told = how_many_missed(seen)
    if not told:
        return ""
    found = missed(AnonymousUser())[:MOST]
    named = format_html_join(" · ", "<bdi>{}: {}</bdi>", ((each.title, each.event.title) for each in found))
    line = '<div>{} {} <span class="th-screen-only">{}</span></div>'  # on paper the way leads nowhere
    return format_html(line, told, named, where_missed())


slots.add("by whom it is missed", Filler(fill=by_whom, edition=edition), "board")
