"""What another system states of an event as a whole: beside what is counted here, never in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.programs.events.models import Event, Stated
from thriving.programs.events.queries.places import is_protected
from thriving.programs.events.queries.report import LEAST, LEAST_WHERE_DANGEROUS, Figure

# Its totals, by its names; "bytes_added" counts characters, and of pages that are articles alone.
FIGURES: dict[str, str | Promise] = {
    "editors": _("Editors"),
    "new_editors": _("New editors"),
    "retained_new_editors": _("New editors who stayed"),
    "articles_edited": _("Articles edited"),
    "articles_created": _("Articles created"),
    "bytes_added": _("Bytes added"),
    "references_added": _("References added"),
    "total_edits": _("Edits"),
    "mainspace_edits": _("Edits of articles"),
    "article_talk_edits": _("Edits of talk pages"),
    "userspace_edits": _("Edits of users’ pages"),
    "article_views": _("Views of the articles"),
    "upload_count": _("Files uploaded"),
    "uploads_used_in_articles": _("Files used in articles"),
    "upload_usage_count_across_all_wikis": _("Uses of these files on all wikis"),
}
OF_PEOPLE = frozenset({"editors", "new_editors", "retained_new_editors"})


@dataclass(frozen=True)
class Totals:
    stated: Stated
    figures: list[Figure]
    source: str  # the Dashboard's program, of which it lists who took part by name: nothing for others


def stated_of(event: Event, *, inside: bool) -> Totals | None:
    """The last that was taken in. Of few people nothing is told outside, as of what is counted here."""
    found = event.stated.first()
    if found is None:
        return None
    least = 0 if inside else LEAST_WHERE_DANGEROUS if is_protected(event) else LEAST
    source = found.source if inside else ""
    if found.figures.get("editors", 0) < least:
        return Totals(found, [Figure(FIGURES["editors"], fewer_than=least)], source)
    told = [name for name in FIGURES if name in found.figures]
    return Totals(found, [_figure(name, found, least) for name in told], source)


def _figure(name: str, stated: Stated, least: int) -> Figure:
    value = stated.figures[name]
    few = name in OF_PEOPLE and value < least
    # The few others are as easy to find as a few that are told.
    others = stated.figures["editors"] - value if name in OF_PEOPLE and name != "editors" and least else 0
    if 0 < others < least and not few:
        return Figure(FIGURES[name], is_withheld=True)
    return Figure(FIGURES[name], fewer_than=least) if few else Figure(FIGURES[name], value)
