"""The pages on which a learning pattern is written in one more language."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from thriving.kernel import access
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import known_languages
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.initiatives.actions.translating import Piece
from thriving.programs.initiatives.forms import LanguageForm, TranslationForm
from thriving.programs.initiatives.views.translating import written_in
from thriving.programs.patterns import actions, queries
from thriving.programs.patterns.actions.writing import LONGEST_TEXT, LONGEST_TITLE, WORDS
from thriving.programs.patterns.forms import LABELS
from thriving.programs.patterns.models import Pattern


@signed_in
def languages(request: HttpRequest, key: str) -> HttpResponseBase:
    found, form = _found(request, key), LanguageForm(typed(request))
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        if language != found.language:
            return redirect("patterns:translate", key, language)
        form.add_error("language", _("It is written in this language."))
    written = written_in(_pieces(found), found.language, "patterns:translate", key)
    context = {"form": form, "pattern": found, "written": written}
    return render(request, "patterns/languages.html", context, status=422 if form.errors else 200)


@signed_in
def translate(request: HttpRequest, key: str, language: str) -> HttpResponseBase:
    found = _found(request, key)
    if language == found.language or not known_languages([language]):
        raise Http404(language)
    form = TranslationForm(_pieces(found), found.language, language, dict(LABELS), typed(request))
    if request.method == "POST" and form.is_valid():
        by = cast("Person", request.user)
        try:
            actions.translate(found, language, form.texts(), of=form.originals(), by=by)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("patterns:languages", key)
    context = {"form": form, "pattern": found, "into": language}
    return render(request, "patterns/translate.html", context, status=422 if form.errors else 200)


def _found(request: HttpRequest, key: str) -> Pattern:
    mine = access.within(request.user, "translate_pattern", queries.patterns_for(request.user))
    return get_object_or_404(mine, key=key)


def _pieces(found: Pattern) -> list[Piece]:
    return [
        Piece(name, words, LONGEST_TITLE if name == "title" else LONGEST_TEXT, is_long=name != "title")
        for name in WORDS
        if (words := getattr(found, name))
    ]
