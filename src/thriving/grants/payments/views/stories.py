from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.grants.funds.views.asking import person
from thriving.grants.payments import actions, queries
from thriving.grants.payments import story as stories
from thriving.grants.payments.models import Disbursement
from thriving.grants.payments.views.payments import crumbs_of
from thriving.kernel import access
from thriving.kernel.models import DiaryEntry
from thriving.movement.doors import fresh, signed_in
from thriving.movement.models import Person


# What the diary's verbs mean here; one that is not named stands as it is.
@signed_in
@require_safe
def story(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    told = stories.of(found)
    names = dict(
        Person.objects.filter(key__in={each.actor for each in told.entries}).values_list("key", "name")
    )
    context = {
        "payment": found,
        "story": told,
        "entries": [(each, stories.in_words(each), _by(each, names)) for each in told.entries],
        "crumbs": crumbs_of(found),
        "sample": found.agreement.sample,
    }
    return render(request, "payments/story.html", context)


def _by(entry: DiaryEntry, names: dict[str, str]) -> str:
    """Who it was; of a hold even that would say too much of why."""
    if entry.verb in ("held", "hold_lifted"):
        return _("an office that may hold payments")
    return names.get(entry.actor, "")


@fresh
@require_safe
def story_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One file; that it was taken away stands in the diary too, after what it tells."""
    found = _found(request, pk)
    text = json.dumps(stories.written(found, stories.of(found)), ensure_ascii=False, indent=1)
    actions.note_story_taken(found, by=person(request))
    response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="payment-{found.pk}-story.json"'
    return response


def _found(request: HttpRequest, pk: int) -> Disbursement:
    found = access.within(request.user, "see_story", queries.payments_for(request.user))
    return get_object_or_404(found, pk=pk)
