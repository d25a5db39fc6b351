"""People: the directory, a person's page, and what one tells of oneself."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_safe

from thriving.movement import actions
from thriving.movement.doors import signed_in, typed
from thriving.movement.forms.profile import DirectoryForm, LettersForm, ProfileForm, groups_of, place_asked
from thriving.movement.models import Level, Person
from thriving.movement.queries import people as queries
from thriving.movement.queries import roles
from thriving.ui.twins import Column, Parameter, Records
from thriving.ui.twins.records import Form

COLUMNS = (
    Column("page", "string", gettext_lazy("Page"), gettext_lazy("The last part of its address.")),
    Column("name", "string", gettext_lazy("Name"), gettext_lazy("As they want to be called.")),
    Column("about", "string", gettext_lazy("About"), gettext_lazy("One line, in their words.")),
    Column("where", "string", gettext_lazy("Where"), gettext_lazy("A region or a country.")),
    Column(
        "languages", "list", gettext_lazy("Languages"), gettext_lazy("Each with its level, as in “es-3”.")
    ),
    Column("knows", "list", gettext_lazy("Knows"), gettext_lazy("Skills that they have.")),
    Column("offers", "list", gettext_lazy("Can help with"), gettext_lazy("Skills that they offer.")),
    Column("wishes", "list", gettext_lazy("Wants to learn"), gettext_lazy("Skills that they want.")),
)
PEOPLE = Records(
    name="people",
    title=gettext_lazy("People"),
    meaning=gettext_lazy("Who lets you see their name, with whatever else they show you; fifty at a time."),
    columns=COLUMNS,
    parameters=(
        Parameter("language", "string", gettext_lazy("Language"), gettext_lazy("The code of one they know.")),
        Parameter("where", "string", gettext_lazy("Where"), gettext_lazy("Such as country:GH.")),
        Parameter("offers", "string", gettext_lazy("Can help with"), gettext_lazy("The key of a skill.")),
        Parameter("wishes", "string", gettext_lazy("Wants to learn"), gettext_lazy("The key of a skill.")),
        Parameter("after", "string", gettext_lazy("After"), gettext_lazy("The page of the last one read.")),
    ),
)


@require_safe
def people(request: HttpRequest, form: Form) -> HttpResponse:
    """As many people as fit a page, from behind the last one read."""
    asked = {name: value or "" for name, value in PEOPLE.asked(request).items()}
    if any("\x00" in value for value in asked.values()):
        raise BadRequest
    wanted = queries.Wanted(
        language=asked["language"],
        offers=asked["offers"],
        wishes=asked["wishes"],
        **place_asked(asked["where"]),
    )
    found = queries.directory(request.user, wanted, after=asked["after"])
    context = {
        "found": found,
        "form": DirectoryForm(request.GET) if form == "html" else None,
        "further": _question(request, after=found.after),
        "asked": wanted != queries.Wanted(),
        "beginning": _question(request) if asked["after"] else "",
    }
    rows = [_row(each) for each in found.people]
    return PEOPLE.respond(
        request,
        rows,
        form=form,
        template="movement/people.html",
        context=context,
        extra={"after": found.after or None},
    )


@require_safe
def person(request: HttpRequest, page: str) -> HttpResponse:
    """As far as the reader may see them: who shows them no name is not there."""
    shown = queries.profile(request.user, page)
    if shown is None:
        raise Http404
    found = Person.objects.get(page=page)
    context = {
        "shown": shown,
        "levels": dict(Level.choices),
        "held": roles.of_person(request.user, found),
        "may_give": [each for each in roles.roles_to_give(request.user) if not shown.is_reader],
    }
    return render(request, "movement/person.html", context)


@signed_in
def edit_profile(request: HttpRequest) -> HttpResponseBase:
    """One plain form. Nothing but the name has to be told."""
    me = cast("Person", request.user)
    form = ProfileForm(me, typed(request))
    if request.method == "POST" and form.is_valid():
        actions.introduce(me, form.lines())
        messages.success(request, _("Kept. Others see it as you chose."))
        return redirect("movement:person", me.page)
    protected = bool(me.country_id) and queries.protected(me.country_id or "")
    context = {
        "form": form,
        "knows": groups_of(form["knows"]),
        "offers": groups_of(form["offers"]),
        "wishes": groups_of(form["wishes"]),
        "protected": protected,
    }
    return render(request, "movement/edit_profile.html", context, status=422 if form.errors else 200)


@signed_in
def letters(request: HttpRequest) -> HttpResponseBase:
    me = cast("Person", request.user)
    form = LettersForm(me, typed(request))
    if request.method == "POST" and form.is_valid():
        actions.choose_letters(me, form.wishes())
        with override(me.language):
            messages.success(request, _("Kept."))
        return redirect("movement:letters")
    return render(request, "movement/letters.html", {"form": form}, status=422 if form.errors else 200)


def _question(request: HttpRequest, **changed: str) -> str:
    """The same question of the directory, from another beginning."""
    asked = request.GET.copy()
    asked.pop("after", None)
    for name, value in changed.items():
        if value:
            asked[name] = value
    return asked.urlencode()


def _row(each: queries.Profile) -> dict[str, Any]:
    return {
        "page": each.page,
        "name": each.name,
        "about": each.about or None,
        "where": each.where or None,
        "languages": [f"{spoken.code}-{spoken.level}" for spoken in each.languages],
        "knows": [str(name) for name in each.knows],
        "offers": [str(name) for name in each.offers],
        "wishes": [str(name) for name in each.wishes],
    }
