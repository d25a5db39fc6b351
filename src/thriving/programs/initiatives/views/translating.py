"""The pages on which an initiative is written in one more language."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement.actions import Refused
from thriving.movement.actions.groups import known_languages
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.initiatives import actions, queries
from thriving.programs.initiatives.actions.translating import Piece, pieces
from thriving.programs.initiatives.forms import LanguageForm, LogicForm, TranslationForm
from thriving.programs.initiatives.models import Initiative

LABELS = {
    "title": gettext_lazy("Title"),
    "text": gettext_lazy("What it is"),
    "how": gettext_lazy("How to take part"),
}


@signed_in
def languages(request: HttpRequest, key: str) -> HttpResponseBase:
    """What is written in which language, and what is missing."""
    found = _found(request, key)
    form = LanguageForm(typed(request))
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        if language != found.language:
            return redirect("initiatives:translate", key, language)
        form.add_error("language", _("It is written in this language."))
    context = {
        "form": form,
        "initiative": found,
        "written": written_in(list(pieces(found)), found.language, "initiatives:translate", key),
    }
    return render(request, "initiatives/languages.html", context, status=422 if form.errors else 200)


@signed_in
def translate(request: HttpRequest, key: str, language: str) -> HttpResponseBase:
    found = _found(request, key)
    if language == found.language or not known_languages([language]):
        raise Http404(language)
    every = list(pieces(found))
    labels = {piece.name: _label(piece) for piece in every}
    form = TranslationForm(every, found.language, language, labels, typed(request))
    if request.method == "POST" and form.is_valid():
        by = cast("Person", request.user)
        try:
            actions.translate(found, language, form.texts(), of=form.originals(), by=by)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("initiatives:languages", key)
    context = {"form": form, "initiative": found, "into": language}
    return render(request, "initiatives/translate.html", context, status=422 if form.errors else 200)


def written_in(every: list[Piece], original: str, view: str, *key: str) -> list[tuple[str, int, int, str]]:
    """Each language of the site or of what is written: how much of how much, and where to write."""
    codes = {code for piece in every for code in piece.words} | {code for code, _name in settings.LANGUAGES}
    return [
        (code, sum(code in piece.words for piece in every), len(every), reverse(view, args=[*key, code]))
        for code in sorted(codes - {original})
    ]


def _found(request: HttpRequest, key: str) -> Initiative:
    return get_object_or_404(queries.translated_by(request.user), key=key)


def _label(piece: Piece) -> Any:
    part, _underscore, number = piece.name.partition("_")
    if not number:
        return LABELS[part]
    return format_lazy("{} ({})", LogicForm.LABELS[part], int(number) + 1)
