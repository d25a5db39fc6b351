from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thriving.movement.queries.finding import Section, found
from thriving.ui.twins import Column, Parameter, Records

SEARCH = Records(
    "search",
    _("Search"),
    _(
        "Affiliates, communities, countries, languages, wikis, people, rounds of grants and proposals "
        "by their names, in any script."
    ),
    columns=(
        Column("sort", "string", _("Sort"), _("What it is, such as affiliate or person.")),
        Column("key", "string", _("Key"), _("How addresses name it.")),
        Column("name", "string", _("Name"), _("In the language of the page, where it has such a name.")),
        Column("address", "string", _("Address"), _("Of its page on this site.")),
        Column("affiliates", "list", _("Affiliates"), _("Of a country: the keys of its affiliates.")),
    ),
    parameters=(Parameter("q", "string", _("Name"), _("A name, or the beginnings of its words.")),),
)
LONGEST = 200  # characters of a question that are looked at


@require_safe
def search(request: HttpRequest, form: Any) -> HttpResponse:
    text = (SEARCH.asked(request)["q"] or "")[:LONGEST].strip()
    sections = [each for each in found(request.user, text) if each.hits] if text else []
    return SEARCH.respond(
        request,
        [row for section in sections for row in _rows(section)],
        form=form,
        template="movement/search.html",
        context={"asked": text, "sections": sections},
        sample=any(hit.sample for section in sections for hit in section.hits),
    )


def _rows(section: Section) -> list[dict[str, Any]]:
    return [
        {
            "sort": section.sort.name,
            "key": hit.key,
            "name": hit.name,
            "address": hit.address,
            "affiliates": [each.key for each in hit.affiliates],
        }
        for hit in section.hits
    ]
