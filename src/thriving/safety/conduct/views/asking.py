"""The steps of codes as they are declared, and the page that asks for what one needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thriving.kernel import access
from thriving.movement import asking
from thriving.movement.asking import person
from thriving.movement.models import Person
from thriving.programs.asking.forms import LanguageField, language_names
from thriving.safety.conduct.models import Code, Version
from thriving.safety.conduct.queries import codes_for, lacks, version_for

__all__ = [
    "Step",
    "address_of",
    "ask",
    "code_at",
    "crumbs_of",
    "crumbs_of_version",
    "empty",
    "may_acknowledge",
    "over",
    "person",
    "version_at",
]


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


def ask(
    request: HttpRequest,
    form: forms.Form,
    take: Callable[[], object],
    *,
    template: str = "conduct/step.html",
    **page: Any,
) -> HttpResponseBase:
    """With the languages to choose from, where the form asks for one."""
    names = any(isinstance(each, LanguageField) for each in form.fields.values())
    languages = language_names() if names else []
    return asking.ask(request, form, take, template=template, languages=languages, **page)


def over(request: HttpRequest, asked: Step | None, found: Version) -> HttpResponseBase:
    """A step of a version that the reader cannot take: absent, or the version where nobody can take it now.

    Steps that are left to others are absent as well, as is everything that is sent to one.
    """
    if asked is None or asked.open(found):
        raise Http404
    return asking.past(request, address_of(found))


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
