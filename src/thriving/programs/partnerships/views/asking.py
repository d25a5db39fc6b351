"""A page that asks for what a step needs, and takes it: the same for every step of this package."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thriving.kernel import files
from thriving.kernel.files import FileRefused
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.models import StoredFile
from thriving.movement.actions import Refused
from thriving.movement.models import Person

Crumbs = Sequence[tuple[str | Any, str]]  # what leads here, and where each is


@dataclass(frozen=True)
class Step:
    """``form`` hears the record and what was typed; ``take`` does it."""

    title: str | Promise
    states: tuple[str, ...]
    form: Callable[[Any, Any], forms.Form]
    take: Callable[[Any, Any, Person], object]
    words: str | Promise = ""


def taken(request: HttpRequest, form: forms.Form, take: Callable[[], object]) -> bool:
    """Whether the form was sent and done; a refusal stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        take()
    except (MoveRefused, Refused, FileRefused) as refused:
        form.add_error(None, str(refused))
        return False
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
    words: str = "",
    label: str = "",
    **more: Any,
) -> HttpResponseBase:
    """Show the form, or do what it asks for and go on to ``to``."""
    if taken(request, form, take):
        return redirect(to if isinstance(to, str) else to())
    context = {
        "form": form,
        "heading": title,
        "crumbs": crumbs,
        "words": words,
        "label": label or title,
        **more,
    }
    return _shown(request, context, 400 if form.errors else 200)


def _shown(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    return render(request, "partnerships/step.html", context, status=status)


def handed_out(document: str, sha256: str) -> HttpResponseBase:
    """A document that something rests on, if it still is what was kept."""
    kept = get_object_or_404(StoredFile, pk=document)
    if not files.is_still(document, sha256):
        raise Http404(_("This is no longer the document that was kept: it is not handed out."))
    return files.response(kept)


def person(request: HttpRequest) -> Person:
    """Whoever asks, behind a door that lets in nobody without an account."""
    return cast("Person", request.user)
