"""Where anyone raises a crisis, with an account or without: what they see is the same, and nobody is kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from thriving.kernel.words import Words
from thriving.movement.accounts import attempts
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.crisis.actions import raising
from thriving.safety.crisis.forms.raising import RaiseForm
from thriving.ui.help_and_safety import contacts

AT_ONCE = 5  # of one account, or from one address, in a quarter of an hour
A_DAY = 10  # of one account


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def raise_crisis(request: HttpRequest) -> HttpResponse:
    # What was typed before a sign-in ended is not kept for this form: it would wait, readable, in a session.
    form = RaiseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _raise(request, form):
        return redirect("crisis:raised")
    context = {"form": form, **safe_ways()}
    return render(request, "crisis/raise.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
def raised(request: HttpRequest) -> HttpResponse:
    """The same words whatever was raised; no number by which it could be asked for."""
    return render(request, "crisis/raised.html", safe_ways())


def _raise(request: HttpRequest, form: RaiseForm) -> bool:
    try:
        _count(request)
        raising.raise_once(form.raised())
    except attempts.TooManyAttempts:
        form.add_error(
            None,
            _(
                "Much was raised from here just now. Try again in some minutes; if somebody is in danger, "
                "call for help where you are."
            ),
        )
    except Refused as refused:
        form.add_error("text", str(refused))
    return not form.errors


def _count(request: HttpRequest) -> None:
    """Outside the transaction, and by marks that lead to nobody."""
    if isinstance(request.user, Person):
        attempts.count_in_a_day("crisis", name=request.user.key, limit=A_DAY)
    attempts.count("crisis", address=request.META["REMOTE_ADDR"], limit_of_address=AT_ONCE)


def safe_ways() -> dict[str, Any]:
    """How to reach those who answer without this form."""
    return {"safe_way": Words(settings.CRISIS_SAFE_WAY), "contacts": contacts()}
