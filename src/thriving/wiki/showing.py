"""What the pages of wikis, which lie below, show of what was measured here."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from thriving.evidence.imports import beside
from thriving.movement import figures
from thriving.wiki import queries


def vital_signs(request: HttpRequest, code: str) -> str:
    found = queries.signs_of(request.user, code)
    if not found:
        return ""
    kept = next(iter(found.values())).kept
    context = {
        "groups": queries.in_groups(found),
        "wiki": code,
        "kept": kept,
        "sees_small": queries.sees_small(request.user),
    }
    return render_to_string("wiki/_signs.html", context)


def measured(request: HttpRequest) -> str:
    found = queries.measured(request.user)
    return render_to_string("wiki/_measured.html", {"measured": found}) if found else ""


beside.add("lake", ("wiki:lake", _("Read the dump of a wiki into the lake")))
figures.sections_of_a_wiki.add("vital signs", vital_signs)
figures.above_all_wikis.add("vital signs", measured)
