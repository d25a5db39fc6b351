"""What everybody reads: the list of learning patterns, and one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import render as shown
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.kernel.words import Words
from thriving.movement import skills
from thriving.movement.views.affiliates import IN_A_TWIN, ON_A_PAGE, next_address
from thriving.programs.patterns import links, queries
from thriving.programs.patterns.forms import LABELS, SearchForm
from thriving.programs.patterns.models import Pattern
from thriving.programs.patterns.states import RETIRED
from thriving.programs.patterns.views.writing import steps_open
from thriving.ui.content import kept, reading
from thriving.ui.twins import Column, Parameter, Records

SHOWN = ("problem", "solution", "when", "when_not")
PATTERNS = Records(
    "learning-patterns",
    gettext_lazy("Learning patterns"),
    gettext_lazy("What was learned in a way that others can use it, in the order of the English titles."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column("problem", "string", gettext_lazy("Problem"), gettext_lazy("In the language of the page.")),
        Column("solution", "string", gettext_lazy("Solution"), gettext_lazy("In the language of the page.")),
        Column("topics", "list", gettext_lazy("Topics"), gettext_lazy("Keys of skills.")),
        Column("endorsed", "integer", gettext_lazy("Endorsed"), gettext_lazy("By how many people.")),
        Column("used", "integer", gettext_lazy("Used"), gettext_lazy("How often somebody told of it.")),
    ),
    parameters=(
        Parameter("words", "string", gettext_lazy("Words"), gettext_lazy("All of them, in any language.")),
        Parameter("topic", "string", gettext_lazy("Topic"), gettext_lazy("The key of a skill or a group.")),
        Parameter("after", "string", gettext_lazy("After"), gettext_lazy("The key of the last one seen.")),
    ),
)
_COLUMNS = [column.name for column in PATTERNS.columns]


@require_safe
def patterns(request: HttpRequest, form: Any) -> HttpResponse:
    asked = PATTERNS.asked(request)
    wanted = queries.Wanted(asked["words"] or "", asked["topic"] or "")
    found = queries.after(queries.matching(queries.published(request.user), wanted), asked["after"] or "")
    most = ON_A_PAGE if form == "html" else IN_A_TWIN
    listed = list(found[: most + 1])
    here, following = listed[:most], (listed[most - 1].key if len(listed) > most else None)
    return PATTERNS.respond(
        request,
        [{name: getattr(each, name) for name in _COLUMNS} for each in here],
        form=form,
        template="patterns/patterns.html",
        context={
            "patterns": here,
            "filters_form": SearchForm(request.GET),
            "next": next_address(request, following),
            "drafts": list(queries.drafts_for(request.user)) if request.user.is_authenticated else [],
            "may_write": access.holds(request.user, "write_pattern"),
        },
        extra={"next": following},
        sample=any(each.sample for each in here),
    )


@require_safe
def pattern(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(queries.patterns_for(request.user), key=key)
    shown_in = reading(request, found.title, *(getattr(found, name) for name in SHOWN))
    context = {
        "pattern": found,
        "reading": shown_in,
        "is_retired": found.state == RETIRED,
        "parts": [(name, LABELS[name], getattr(found, name)) for name in SHOWN if getattr(found, name)],
        "topics": _topics(found.topics),
        "author": queries.author_of(request.user, found),
        "endorsers": queries.endorsers(request.user, found),
        "reuses": queries.reuses_shown(request.user, found),
        "links": [
            replace(each, address=kept(each.address, shown_in.language, each.title))
            for each in links.links_to(request.user, found.key)
        ],
        "to_do": _to_do(request.user, found),
        "may_endorse": access.may(request.user, "endorse_pattern", found),
        "endorses": queries.endorsed_by(request.user, found),
        "sample": found.sample,
    }
    return shown(request, "patterns/pattern.html", context)


def _topics(keys: Iterable[str]) -> list[Words]:
    known = skills.skills()
    return [known[key].name for key in keys if key in known]


def _to_do(reader: Any, found: Pattern) -> list[tuple[str | Promise, str]]:
    """Labels with their addresses."""
    if not getattr(reader, "is_authenticated", False):
        return []
    ways = (
        ("reuse_pattern", "use", _("I used it")),
        ("rewrite_pattern", "rewrite", _("Write it anew")),
        ("translate_pattern", "languages", _("Translate")),
    )
    mine: list[tuple[str | Promise, str]] = [
        (label, reverse(f"patterns:{name}", args=[found.key]))
        for rule, name, label in ways
        if not (rule == "rewrite_pattern" and found.state == RETIRED) and access.may(reader, rule, found)
    ]
    open_now = steps_open(reader, found)
    return mine + [(step.title, reverse("patterns:step", args=[found.key, name])) for name, step in open_now]
