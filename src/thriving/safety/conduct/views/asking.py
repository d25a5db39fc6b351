"""A page that asks for what a step needs, and takes it: the same for every step of this package."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thriving.kernel import access
from thriving.kernel.files import FileRefused
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.forms.opened import written_over
from thriving.movement.models import Person
from thriving.programs.asking.forms import LanguageField, language_names
from thriving.safety.conduct.models import Code, Version
from thriving.safety.conduct.queries import codes_for, lacks, version_for

Crumbs = Sequence[tuple[str | Any, str]]


@dataclass(frozen=True)
class Step:
    """``open`` says whether it can be taken now, ``form`` hears record, words and files, ``take`` does it."""

    title: str | Promise
    rule: str
    open: Callable[[Any], bool]
    form: Callable[[Any, Any, Any], forms.Form]
    take: Callable[[Any, Any, Person], object]
    words: str | Promise = ""


def empty(_record: Any, data: Any, _files: Any) -> forms.Form:
    return forms.Form(data)


def ask(  # noqa: PLR0913 -- each is a part of the page
    request: HttpRequest,
    form: forms.Form,
    take: Callable[[], object],
    *,
    title: str,
    crumbs: Crumbs,
    to: str | Callable[[], str],
    words: str = "",
    template: str = "conduct/step.html",
    **more: Any,
) -> HttpResponseBase:
    """Show the form, or do what it asks for and go on to ``to``; a refusal stands in the form."""
    if _taken(request, form, take):
        return redirect(to if isinstance(to, str) else to())
    names = any(isinstance(each, LanguageField) for each in form.fields.values())
    context = {
        "form": form,
        "heading": title,
        "crumbs": crumbs,
        "words": words,
        "languages": language_names() if names else [],
        "label": title,
        **more,
    }
    return render(request, template, context, status=400 if form.errors else 200)


def _taken(request: HttpRequest, form: forms.Form, take: Callable[[], object]) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        written_over(form, take)
    except (MoveRefused, Refused, FileRefused) as refused:
        form.add_error(None, str(refused))
        return False
    except PermissionDenied as late:  # somebody was faster, or a role ended while they typed
        raise Http404 from late
    messages.success(request, _("Done."))
    return True


def code_at(request: HttpRequest, key: str) -> Code:
    return get_object_or_404(codes_for(request.user), key=key)


def version_at(request: HttpRequest, key: str, number: int) -> Version:
    return get_object_or_404(version_for(request.user, key, number))


def may_acknowledge(request: HttpRequest, version: Version) -> bool:
    """And has something left to acknowledge."""
    return access.may(request.user, "acknowledge_code", version) and lacks(request.user, version)


def address_of(version: Version) -> str:
    return reverse("conduct:version", args=[version.code.key, version.number])


def crumbs_of(code: Code) -> list[tuple[Any, str]]:
    every = (_("Codes of conduct"), reverse("conduct:codes"))
    return [every, (code.title, reverse("conduct:code", args=[code.key]))]


def crumbs_of_version(version: Version) -> list[tuple[Any, str]]:
    title = _("Version %(number)s") % {"number": version.number}
    return [*crumbs_of(version.code), (title, address_of(version))]


def person(request: HttpRequest) -> Person:
    """Whoever asks, behind a door that lets in nobody without an account."""
    return cast("Person", request.user)
