"""Casting one's own vote, and who may vote and has."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.movement.asking import past
from thriving.movement.doors import fresh, signed_in, typed
from thriving.safety.conduct import actions, queries
from thriving.safety.conduct.forms import VoteForm
from thriving.safety.conduct.forms.steps import ballot_of
from thriving.safety.conduct.models import Version, Voter
from thriving.safety.conduct.views.asking import address_of, ask, crumbs_of_version, person, version_at


@fresh
def vote(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """One proves who one is once more: nobody votes on a phone that somebody else left open."""
    found = version_at(request, key, number)
    ballot = ballot_of(found)
    if not (ballot and ballot.is_open and access.may(request.user, "vote_on_code", found)):
        return _voted(request, found)
    form = VoteForm(typed(request))
    return ask(
        request,
        form,
        lambda: actions.vote(found, form.cleaned_data["choice"], by=person(request)),
        title=_("Vote on version %(number)s") % {"number": found.number},
        words=_(
            "It is kept that you voted, and never how. What you send cannot be changed or taken back. "
            "Whoever runs this server, or has copies of its data made meanwhile, could watch the count grow."
        ),
        crumbs=crumbs_of_version(found),
        to=address_of(found),
    )


def _voted(request: HttpRequest, found: Version) -> HttpResponseBase:
    """For who was asked to vote, and has, with this account."""
    get_object_or_404(Voter, ballot__version=found, person=person(request), voted=True)
    return past(request, address_of(found))


@require_safe
@signed_in
def roll(request: HttpRequest, key: str, number: int) -> HttpResponse:
    found = version_at(request, key, number)
    ballot = ballot_of(found)
    if ballot is None or ballot.opened_at is None or not access.may(request.user, "keep_code_version", found):
        raise Http404
    context = {
        "version": found,
        "roll": queries.voters_of(request.user, ballot),
        "ballot": ballot,
        "crumbs": crumbs_of_version(found),
        "sample": found.code.sample,
    }
    return render(request, "conduct/roll.html", context)
