"""The pages of languages and wikis."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import clock
from thriving.movement import figures
from thriving.movement.models import Language, Wiki, WikiStatus
from thriving.movement.naming import standing_title
from thriving.movement.queries import world
from thriving.ui import cldr
from thriving.ui.twins import Column, Parameter, Records

ON_A_PAGE, IN_A_TWIN = 100, 5_000

LANGUAGES = Records(
    "languages",
    gettext_lazy("Languages"),
    gettext_lazy("The languages that wikis are in, or that the reference tells of, with their standing."),
    columns=(
        Column("code", "string", gettext_lazy("Code"), gettext_lazy("The one that wikis use.")),
        Column("standard", "string", gettext_lazy("Standard code"), gettext_lazy("The world's (BCP 47).")),
        Column("name", "string", gettext_lazy("Name"), gettext_lazy("In the language of the page.")),
        Column("autonym", "string", gettext_lazy("Own name"), gettext_lazy("What its speakers call it.")),
        Column("script", "string", gettext_lazy("Script"), gettext_lazy("The usual one, by ISO 15924.")),
        Column("direction", "string", gettext_lazy("Direction"), "ltr, rtl"),
        Column("standing", "list", gettext_lazy("Standing"), gettext_lazy("What is said of it today.")),
        Column("wikis", "integer", gettext_lazy("Wikis"), gettext_lazy("How many are open in it.")),
    ),
    parameters=(
        Parameter("standing", "string", gettext_lazy("Standing"), gettext_lazy("Such as underrepresented.")),
    ),
)
OF_A_WIKI = (
    Column("code", "string", gettext_lazy("Code"), gettext_lazy("The name of its database.")),
    Column("name", "string", gettext_lazy("Name"), gettext_lazy("In English.")),
    Column("domain", "string", gettext_lazy("Address"), gettext_lazy("Where it is.")),
    Column("project", "string", gettext_lazy("Project"), gettext_lazy("Such as wikipedia.")),
    Column("language", "string", gettext_lazy("Language"), gettext_lazy("Its code, if it is in one.")),
    Column("status", "string", gettext_lazy("Status"), "open, closed"),
    Column("visibility", "string", gettext_lazy("Open to"), "public, private"),
)
LANGUAGE = Records(
    "wikis-of-a-language",
    gettext_lazy("Wikis of a language"),
    gettext_lazy("Every wiki in one language."),
    columns=OF_A_WIKI,
)
WIKIS = Records(
    "wikis",
    gettext_lazy("Wikis"),
    gettext_lazy("Every wiki of the movement that the reference lists."),
    columns=OF_A_WIKI,
    parameters=(
        Parameter("project", "string", gettext_lazy("Project"), gettext_lazy("Such as wiktionary.")),
        Parameter("status", "string", gettext_lazy("Status"), "open, closed"),
        Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("Of the list.")),
    ),
)
WIKI = Records("wiki", gettext_lazy("A wiki"), gettext_lazy("One wiki."), columns=OF_A_WIKI)


class StandingForm(forms.Form):
    standing = forms.ChoiceField(label=gettext_lazy("Standing"), required=False)

    def __init__(self, chosen: str, kinds: list[str]) -> None:
        super().__init__({"standing": chosen})
        offered = [(kind, standing_title(kind)) for kind in kinds]
        self.fields["standing"].choices = [("", _("any")), *offered]  # type: ignore[attr-defined]


class WikisForm(forms.Form):
    project = forms.ChoiceField(label=gettext_lazy("Project"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)

    def __init__(self, asked: dict[str, Any], projects: list[tuple[str, int]]) -> None:
        super().__init__({"project": asked["project"] or "", "status": asked["status"] or ""})
        named = [(key, f"{key} ({cldr.number(count)})") for key, count in projects]
        self.fields["project"].choices = [("", _("any")), *named]  # type: ignore[attr-defined]
        self.fields["status"].choices = [("", _("any")), *WikiStatus.choices]  # type: ignore[attr-defined]


@require_safe
def languages(request: HttpRequest, form: Any) -> HttpResponse:
    standing = LANGUAGES.asked(request)["standing"] or ""
    found = world.languages(standing)
    return LANGUAGES.respond(
        request,
        [_language_row(each) for each in found],
        form=form,
        template="movement/places/languages.html",
        context={
            "languages": found,
            "standing_form": StandingForm(standing, world.kinds_of_standing()),
        },
    )


@require_safe
def language(request: HttpRequest, code: str, form: Any) -> HttpResponse:
    """One: its own name, how it is written, its standing, its wikis, and where it is official."""
    found = world.language(code)
    if found is None:
        raise Http404
    wikis = list(world.wikis().filter(language=found))
    return LANGUAGE.respond(
        request,
        [_wiki_row(each) for each in wikis],
        form=form,
        template="movement/places/language.html",
        context={
            "spoken": found,
            "script": cldr.script_name(found.script) if found.script else "",
            "standings": world.standings_of(found),
            "today": clock.today(),
            "wikis": wikis,
            "homes": world.homes_of(found),
        },
        extra={"code": found.code, "standard": found.standard, "autonym": found.autonym},
        title=world.name_of_language(found),
    )


@require_safe
def wikis(request: HttpRequest, form: Any) -> HttpResponse:
    asked = WIKIS.asked(request)
    found = world.wikis(asked["project"] or "", asked["status"] or "")
    page = Paginator(found, ON_A_PAGE if form == "html" else IN_A_TWIN).get_page(asked["page"] or 1)
    return WIKIS.respond(
        request,
        [_wiki_row(each) for each in page],
        form=form,
        template="movement/places/wikis.html",
        context={
            "wikis": page,
            "wikis_form": WikisForm(asked, world.projects()),
            "above": figures.of_all_wikis(request) if form == "html" else "",
            "is_filtered": bool(asked["project"] or asked["status"]),
        },
    )


@require_safe
def wiki(request: HttpRequest, code: str, form: Any) -> HttpResponse:
    found = Wiki.objects.select_related("language").filter(pk=code).first()
    if found is None:
        raise Http404
    return WIKI.respond(
        request,
        [_wiki_row(found)],
        form=form,
        template="movement/places/wiki.html",
        context={"wiki": found, "sections": figures.of_a_wiki(request, code) if form == "html" else ""},
        title=found.name,
    )


def _language_row(language: Language) -> dict[str, Any]:
    return {
        "code": language.code,
        "standard": language.standard,
        "name": world.name_of_language(language),
        "autonym": language.autonym,
        "script": language.script,
        "direction": language.direction,
        "standing": [each.kind for each in language.standing_today],  # type: ignore[attr-defined]
        "wikis": language.open_wikis,  # type: ignore[attr-defined]
    }


def _wiki_row(wiki: Wiki) -> dict[str, Any]:
    return {
        "code": wiki.code,
        "name": wiki.name,
        "domain": wiki.domain,
        "project": wiki.project,
        "language": wiki.language_id,
        "status": wiki.status,
        "visibility": wiki.visibility,
    }
