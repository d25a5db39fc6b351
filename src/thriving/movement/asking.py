"""A page that asks for what a step needs, and takes it: the same wherever something is asked for.

ask = partial(asking.ask, template="funds/step.html")   # in a package, with the page that it shows
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thriving.kernel.files import FileRefused
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.money import MoneyRefused
from thriving.kernel.tables import Unreadable
from thriving.movement.actions import Refused
from thriving.movement.forms.opened import written_over
from thriving.movement.models import Person

Crumbs = Sequence[tuple[Any, str]]  # what leads here, and where each is
REFUSALS = (MoveRefused, MoneyRefused, FileRefused, Unreadable, Refused)


def taken(request: HttpRequest, form: forms.Form, take: Callable[[], object]) -> bool:
    """Whether the form was sent and done; a refusal stands in the form, with all that was typed.

    Raises Http404 where whoever asks may no longer do it.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        written_over(form, take)
    except REFUSALS as refused:
        form.add_error(None, str(refused))
        return False
    except PermissionDenied as late:  # somebody was faster, or a role ended while they typed
        raise Http404 from late
    messages.success(request, _("Done."))
    return True


def ask(  # noqa: PLR0913 -- each is a part of the page
    request: HttpRequest,
    form: forms.Form,
    take: Callable[[], object],
    *,
    title: str,
    crumbs: Crumbs,
    to: str | Callable[[], str],
    template: str,
    words: str = "",
    label: str = "",
    **more: Any,
) -> HttpResponseBase:
    """Show the form, or do what it asks for and go on to ``to``."""
    if taken(request, form, take):
        return redirect(to if isinstance(to, str) else to())
    context = {"form": form, "heading": title, "crumbs": crumbs, "words": words, "label": label or title}
    return render(request, template, {**context, **more}, status=422 if form.errors else 200)


def past(request: HttpRequest, to: str, *, sent: bool = False) -> HttpResponseBase:
    """Lead whoever goes back to the page of a step that was taken meanwhile to what there is now.

    For those alone who may read what is at ``to``. Unless ``sent`` says that a form may come a second time,
    one that is sent to such a page raises Http404.
    """
    if request.method not in ("GET", "HEAD") and not sent:
        raise Http404
    messages.warning(request, _("This was done before, or something has changed since: so it stands now."))
    return redirect(to)


def person(request: HttpRequest) -> Person:
    """Whoever asks, behind a door that lets in nobody without an account."""
    return cast("Person", request.user)
