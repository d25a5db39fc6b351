"""Signing in with a wiki account, connecting one, and proving by it who one is."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thriving.movement import actions
from thriving.movement.accounts import carrying, changes, proofs, proving, wiki
from thriving.movement.accounts.attempts import TooManyAttempts
from thriving.movement.accounts.changes import ChangeRefused
from thriving.movement.accounts.proofs import Proof
from thriving.movement.accounts.second_step import for_those_held_back
from thriving.movement.accounts.wiki import Purpose, Returned, WikiRefused
from thriving.movement.doors import asked_for, enter, fresh, go_on, signed_in, towards_the_wiki
from thriving.movement.models import Person


@never_cache
@require_POST
def wiki_sign_in(request: HttpRequest) -> HttpResponse:
    carrying.keep(request, request.POST.get("carried", ""))
    return _leave(request, Purpose.SIGN_IN)


@for_those_held_back
@never_cache
@require_POST
@signed_in
def wiki_prove(request: HttpRequest) -> HttpResponse:
    carrying.keep(request, request.POST.get("carried", ""))
    return _leave(request, Purpose.PROVE)


@for_those_held_back
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@fresh
def wiki_connect(request: HttpRequest) -> HttpResponse:
    """A GET says where the button leads."""
    if not wiki.is_offered():
        raise Http404
    if request.method == "POST":
        return _leave(request, Purpose.CONNECT)
    return towards_the_wiki(request, "movement/wiki_connect.html", {"wiki": wiki.host()})


@for_those_held_back
@never_cache
@require_POST
@fresh
def wiki_disconnect(request: HttpRequest) -> HttpResponse:
    person = request.user
    if isinstance(person, Person) and (account := wiki.account_of(person)):
        try:
            changes.disconnect_wiki(person, account)
        except ChangeRefused as refusal:
            messages.error(request, str(refusal))
    return redirect("movement:security")


@for_those_held_back
@never_cache
@require_safe
def wiki_back(request: HttpRequest) -> HttpResponse:
    if not wiki.is_offered():
        raise Http404
    try:
        came = wiki.returned(request)
        return _ARRIVALS[came.purpose](request, came)
    except (WikiRefused, TooManyAttempts) as refusal:
        status = 429 if isinstance(refusal, TooManyAttempts) else 403
        return render(request, "movement/wiki_refused.html", {"sentence": str(refusal)}, status=status)


def _leave(request: HttpRequest, purpose: Purpose) -> HttpResponse:
    if not wiki.is_offered():
        raise Http404
    try:
        return wiki.leave(request, purpose, next_page=asked_for(request))
    except TooManyAttempts as refusal:
        return render(request, "movement/wiki_refused.html", {"sentence": str(refusal)}, status=429)


def _sign_in(request: HttpRequest, came: Returned) -> HttpResponse:
    person = wiki.person_of(came.uid) or actions.arrive_by_wiki(
        uid=came.uid, name=came.name, wiki=wiki.host()
    )
    if not person.is_active:
        raise WikiRefused(_("This account is closed, so nobody was signed in."))
    ways = [Proof.WIKI, *([Proof.ONLY_WIKI] if proving.ways_to_prove(person).only_wiki else [])]
    return enter(request, person, *ways, next_page=came.next_page, carried=carrying.taken(request))


def _connect(request: HttpRequest, came: Returned) -> HttpResponse:
    """Fresh proof was given before leaving; it is asked for again, for what lies between may be an hour."""
    person = _who_left(request, came)
    if not proofs.is_fresh(request):
        raise WikiRefused(_("Too much time has passed. Begin again: nothing was connected."))
    if wiki.account_of(person) or wiki.person_of(came.uid):
        raise WikiRefused(_("This wiki account, or yours here, is connected already. Nothing was changed."))
    account = SocialAccount(provider=wiki.PROVIDER, uid=came.uid, extra_data={"username": came.name})
    changes.connect_wiki(person, account)
    return redirect("movement:security")


def _prove(request: HttpRequest, came: Returned) -> HttpResponse:
    person = _who_left(request, came)
    if wiki.person_of(came.uid) != person or not proving.ways_to_prove(person).only_wiki:
        raise WikiRefused(_("This is not the wiki account that you sign in with."))
    proofs.note(request, Proof.ONLY_WIKI)
    return go_on(request, person, came.next_page, carrying.taken(request))


def _who_left(request: HttpRequest, came: Returned) -> Person:
    person = request.user
    if not isinstance(person, Person) or person.key != came.whose:
        raise WikiRefused(_("Somebody else had left for the wiki. Begin again: nothing was changed."))
    return person


_ARRIVALS = {Purpose.SIGN_IN: _sign_in, Purpose.CONNECT: _connect, Purpose.PROVE: _prove}
