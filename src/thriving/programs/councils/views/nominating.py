"""To propose somebody, to answer a private letter, to stand, and to step back again."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from thriving.movement.accounts import attempts
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.movement.queries import minors
from thriving.programs.councils.actions import nominating as actions
from thriving.programs.councils.forms.calls import NominateForm, StandForm
from thriving.programs.councils.models import Call, Nomination
from thriving.programs.councils.queries.nominations import by_token, own_for
from thriving.programs.councils.states.nomination import RESERVE, SELECTED, STANDING
from thriving.programs.councils.views.pages import call_at, form_page, sent, took

LETTERS_TO_ONE = 3  # about councils to one address, whoever wants them sent, in a quarter of an hour


@signed_in
def nominate(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    call = _open_call(request, key, number)
    form = NominateForm(typed(request))
    if (
        sent(request, form)
        and _may_write(form)
        and took(form, lambda: actions.nominate(call, form.proposed(), by=cast("Person", request.user)))
    ):
        messages.success(
            request, _("Your proposal was sent. What comes of it is theirs: we tell nobody, nor you.")
        )
        return redirect("councils:call", key, number)
    words = _(
        "We write to them once, and ask. If they say no, or nothing, what we know of them is deleted. You "
        "are told only that it was sent."
    )
    return form_page(request, call.council, form, heading=_("Propose somebody"), label=_("Send"), words=words)


def _may_write(form: forms.Form) -> bool:
    """An address is not to be flooded, whoever asks; the sentence says nothing of who has it."""
    try:
        attempts.count("nomination", name=form.cleaned_data["email"].lower(), limit=LETTERS_TO_ONE)
    except attempts.TooManyAttempts:
        form.add_error(None, _("Several letters went to this address just now. Try again in an hour."))
    return not form.errors


@signed_in
def stand(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    call = _open_call(request, key, number)
    by = cast("Person", request.user)
    form = _stand_form(request, call, None)
    if sent(request, form) and took(form, lambda: actions.stand(call, form.said(), by=by)):
        found = own_for(by).filter(call=call, state=STANDING)[0]
        return redirect("councils:standing", found.key)
    words = _("Only the panel reads what you write, and those who run the council.")
    return form_page(request, call.council, form, heading=_("Stand"), words=words)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def nomination(request: HttpRequest, token: str) -> HttpResponseBase:
    """What somebody was asked by letter. To say no takes no account; to say yes takes one."""
    found = by_token(token)
    if found is None:
        raise Http404
    person = request.user
    form = _stand_form(request, found.call, None) if isinstance(person, Person) else forms.Form()
    if request.method == "POST":
        if not isinstance(person, Person):
            raise Http404
        form.is_valid()
        if not form.errors and took(form, lambda: _accept(found, form, person)):
            return redirect("councils:standing", found.key)
    page = form_page(
        request,
        found.call.council,
        form,
        template="councils/nomination.html",
        heading=_("Somebody thinks of you"),
        label=_("Yes, I stand"),
        nomination=found,
        call=found.call,
        token=token,
    )
    return _private(page)


def _accept(found: Nomination, form: forms.Form, person: Person) -> None:
    actions.accept(found, cast("StandForm", form).said(), by=person)


@require_POST
@never_cache
def decline(request: HttpRequest, token: str) -> HttpResponseBase:
    found = by_token(token)
    if found is None:
        raise Http404
    council = found.call.council
    actions.decline(found)
    messages.success(request, _("What we knew of you is deleted. Nobody is told that you were asked."))
    return _private(redirect("councils:council", council.key))


def _private(response: HttpResponse) -> HttpResponse:
    """The address is a secret: no other site learns it, and no search engine keeps it."""
    response["Referrer-Policy"] = "same-origin"  # without any, the browser would hide where a form comes from
    response["X-Robots-Tag"] = "noindex"
    return response


@signed_in
def standing(request: HttpRequest, key: str) -> HttpResponseBase:
    """One's own: where it stands, what others read, and the way out."""
    found = get_object_or_404(own_for(request.user), key=key)
    by = cast("Person", request.user)
    may_change = found.state == STANDING and found.call.takes_nominations
    form = _stand_form(request, found.call, found)
    if request.method == "POST" and not may_change:
        raise Http404
    if sent(request, form) and took(form, lambda: actions.change_statement(found, form.said(), by=by)):
        messages.success(request, _("Saved."))
        return redirect("councils:standing", key)
    return form_page(
        request,
        found.call.council,
        form,
        template="councils/standing.html",
        heading=_("You stand for a seat"),
        label=_("Save"),
        nomination=found,
        call=found.call,
        place=getattr(found, "place", None),
        may_change=may_change,
        may_take_part=minors.may_take_part(by),
        age=minors.age_of(by),
    )


@require_POST
@signed_in
def withdraw(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(own_for(request.user), key=key, state__in=(STANDING, RESERVE, SELECTED))
    actions.withdraw(found, by=cast("Person", request.user))
    messages.success(request, _("You no longer stand. What you wrote is deleted."))
    return redirect("councils:call", found.call.council.key, found.call.number)


def _stand_form(request: HttpRequest, call: Call, found: Nomination | None) -> StandForm:
    """A band is asked for until an officer has confirmed one."""
    asks_band = minors.confirmed_band(cast("Person", request.user)) is None
    return StandForm(call, found, typed(request), band=asks_band)


def _open_call(request: HttpRequest, key: str, number: int) -> Call:
    call = call_at(request, key, number)
    if not call.takes_nominations:
        raise Http404
    return call
