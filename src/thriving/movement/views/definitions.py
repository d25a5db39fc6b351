"""The pages of definitions that plans rest on."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thriving.movement.models import Definition, Standing
from thriving.movement.queries import terms
from thriving.ui.twins import Column, Parameter, Records

DEFINITIONS = Records(
    "definitions",
    _("Definitions"),
    _("The newest version of each definition that plans rest on."),
    columns=(
        Column("key", "string", _("Key"), _("How plans name it.")),
        Column("version", "integer", _("Version"), _("The newest.")),
        Column("title", "string", _("Word"), _("What is defined.")),
        Column("text", "string", _("Meaning"), _("In the language of the page, where there is one.")),
        Column("axes", "list", _("Said of"), "country, language, project"),
        Column("source", "string", _("Source"), _("Who said so.")),
        Column("begins_on", "date", _("Since"), _("From which day on this version holds.")),
    ),
)
DEFINITION = Records(
    "standings-by-a-definition",
    _("Of whom it is said"),
    _("Each language, country or project that falls under a definition today."),
    columns=(
        Column("axis", "string", _("Sort"), "country, language, project"),
        Column("key", "string", _("Code"), _("Of the country, the language or the project.")),
        Column("kind", "string", _("Standing"), _("What is said of it.")),
        Column("reason", "string", _("Reason"), _("Why it is said.")),
        Column("source", "string", _("Source"), _("Who said so.")),
        Column("begins_on", "date", _("Since"), _("From this day on.")),
    ),
    parameters=(Parameter("version", "integer", _("Version"), _("Default: the newest.")),),
)


@require_safe
def definitions(request: HttpRequest, form: Any) -> HttpResponse:
    found = terms.definitions()
    return DEFINITIONS.respond(
        request,
        [_row(each) for each in found],
        form=form,
        template="movement/places/definitions.html",
        context={"definitions": found},
    )


@require_safe
def definition(request: HttpRequest, key: str, form: Any) -> HttpResponse:
    number = DEFINITION.asked(request)["version"]
    versions = terms.versions_of(key)
    wanted = [each for each in versions if number in {None, each.version}]
    if not wanted:
        raise Http404
    standings = terms.said_by(wanted[0])
    return DEFINITION.respond(
        request,
        [_standing(each) for each in standings],
        form=form,
        template="movement/places/definition.html",
        context={"definition": wanted[0], "versions": versions, "standings": standings},
        extra={"version": wanted[0].version, "text": wanted[0].text},
        title=str(wanted[0].title),
    )


def _row(definition: Definition) -> dict[str, Any]:
    names = ("key", "version", "title", "text", "axes", "source", "begins_on")
    return {name: getattr(definition, name) for name in names}


def _standing(standing: Standing) -> dict[str, Any]:
    axis = "language" if standing.language_id else "country" if standing.country_id else "project"
    return {
        "axis": axis,
        "key": standing.language_id or standing.country_id or standing.project,
        "kind": standing.kind,
        "reason": str(standing.reason),
        "source": standing.source,
        "begins_on": standing.begins_on,
    }
