"""Another password: for who knows the old one, and for who forgot it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from thriving.movement.accounts import changes, resets
from thriving.movement.accounts.attempts import TooManyAttempts
from thriving.movement.accounts.second_step import for_those_held_back
from thriving.movement.actions import Refused
from thriving.movement.doors import fresh
from thriving.movement.forms.passwords import ForgottenForm, NewPasswordForm
from thriving.movement.models import Person


@for_those_held_back
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@fresh
def change_password(request: HttpRequest) -> HttpResponse:
    form, person = NewPasswordForm(request.POST or None), request.user
    if form.is_valid() and isinstance(person, Person):
        try:
            changes.change_password(request, person, form.cleaned_data["password"])
        except Refused as refusal:
            form.add_error("password", str(refusal))
        else:
            messages.success(request, _("Your password was changed. Elsewhere you are signed out."))
            return redirect("movement:security")
    return render(request, "movement/change_password.html", {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """The same answer, after the same work, for a name that somebody has and one that nobody has."""
    form, status = ForgottenForm(request.POST or None), 200
    if form.is_valid():
        try:
            resets.ask(form.cleaned_data["username"], address=request.META["REMOTE_ADDR"])
        except TooManyAttempts as refusal:
            form.add_error(None, str(refusal))
            status = 429
        else:
            return render(request, "movement/forgotten_sent.html")
    return render(request, "movement/forgotten.html", {"form": form}, status=status)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    """The letter's link leads here. It signs nobody in: a second step is asked for as ever."""
    ticket = request.POST.get("ticket") or request.GET.get("ticket", "")
    if resets.person_of(ticket) is None:
        return _spent(request)
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        try:
            chosen = resets.choose(ticket, form.cleaned_data["password"])
        except Refused as refusal:
            form.add_error("password", str(refusal))
        else:
            return _renewed(request) if chosen else _spent(request)
    return render(request, "movement/new_password.html", {"form": form, "ticket": ticket})


def _renewed(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Your password was changed. Sign in with it now."))
    return redirect("movement:sign_in")


def _spent(request: HttpRequest) -> HttpResponse:
    return render(request, "movement/new_password.html", {"form": None}, status=410)
