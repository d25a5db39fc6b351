"""Saying that one has read what holds; and, for its keepers, who owes that."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.movement import scopes
from thriving.movement.doors import signed_in, typed
from thriving.movement.roles import roles
from thriving.safety.conduct import actions, queries
from thriving.safety.conduct.forms import AcknowledgeForm
from thriving.safety.conduct.queries.acknowledging import given_by_language, roles_asking
from thriving.safety.conduct.views import parts
from thriving.safety.conduct.views.asking import ask, crumbs_of_version, person, version_at
from thriving.ui import content
from thriving.ui.twins import Column, Records

ACKNOWLEDGED = Records(
    "acknowledgements-of-conduct",
    gettext_lazy("Who has acknowledged it"),
    gettext_lazy("Each role that asks for it, who holds it, and whether they have acknowledged the version."),
    columns=(
        Column("role", "string", gettext_lazy("Role"), gettext_lazy("Which asks for it.")),
        Column(
            "over", "string", gettext_lazy("Over"), gettext_lazy("A part of the movement; empty: the whole.")
        ),
        Column(
            "person", "string", gettext_lazy("Person"), gettext_lazy("Empty where you may not read the name.")
        ),
        Column("given", "boolean", gettext_lazy("Acknowledged"), gettext_lazy("Whether they have.")),
        Column("language", "string", gettext_lazy("Language"), gettext_lazy("In which they read it.")),
    ),
)


@signed_in
def acknowledge(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    found = version_at(request, key, number)
    if not access.may(request.user, "acknowledge_code", found):
        raise Http404
    reading = queries.reading_of(found, request.GET.get(content.ASKED, ""))
    if reading is None:
        raise Http404
    form = AcknowledgeForm(reading.text, typed(request))
    me = person(request)
    return ask(
        request,
        form,
        lambda: actions.acknowledge(
            found, language=reading.text.language, sha256=form.cleaned_data["sha256"], by=me
        ),
        title=_("Acknowledge it"),
        crumbs=crumbs_of_version(found),
        to=reverse("conduct:code", args=[key]),
        template="conduct/acknowledge.html",
        version=found,
        reading=reading,
        shown=parts.shown(reading.text, binds=reading.binds),
        roles=[roles[role].title for role in roles_asking(me, found.code) if role in roles],
        given=found.acknowledgements.filter(person=me, role="").first(),
        owed=[each for each in queries.owed_by(me) if each.version.pk == found.pk],
    )


@require_safe
@signed_in
def acknowledged(request: HttpRequest, key: str, number: int, form: Any) -> HttpResponse:
    found = version_at(request, key, number)
    if not found.is_sealed or not access.holds(request.user, "see_acknowledgements"):
        raise Http404
    people = queries.who_owes(request.user, found)
    overs = scopes.names_of({each.scope for each in people if each.scope})
    listed = [(each, roles[each.role].title, overs.get(each.scope, "")) for each in people]
    return ACKNOWLEDGED.respond(
        request,
        [
            {
                "role": each.role,
                "over": each.scope,
                "person": each.name,
                "given": each.has_given,
                "language": each.language,
            }
            for each in people
        ],
        form=form,
        template="conduct/acknowledged.html",
        context={
            "version": found,
            "people": listed,
            "owing": sum(not each.has_given for each in people),
            "languages": given_by_language(found),
            "crumbs": crumbs_of_version(found),
        },
        sample=found.code.sample,
    )
