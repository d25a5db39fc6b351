"""The pages on which an event is written in one more language."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement.actions import Refused
from thriving.movement.actions.groups import known_languages
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.actions.translating import pieces
from thriving.programs.events.models import Event
from thriving.programs.events.queries.event import translated_by
from thriving.programs.initiatives.forms import LanguageForm, TranslationForm
from thriving.programs.initiatives.views.translating import written_in

LABELS = {
    "title": gettext_lazy("Title"),
    "text": gettext_lazy("What it is about"),
    "policy": gettext_lazy("Friendly-space policy"),
}


@signed_in
def languages(request: HttpRequest, key: str) -> HttpResponseBase:
    """What is written in which language, and what is missing."""
    found, form = _found(request, key), LanguageForm(typed(request))
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        if language != found.language:
            return redirect("events:translate", key, language)
        form.add_error("language", _("It is written in this language."))
    written = written_in(list(pieces(found)), found.language, "events:translate", key)
    context = {"form": form, "event": found, "written": written, "sample": found.sample}
    return render(request, "events/languages.html", context, status=422 if form.errors else 200)


@signed_in
def translate(request: HttpRequest, key: str, language: str) -> HttpResponseBase:
    found = _found(request, key)
    if language == found.language or not known_languages([language]):
        raise Http404(language)
    form = TranslationForm(list(pieces(found)), found.language, language, LABELS, typed(request))
    if request.method == "POST" and form.is_valid():
        by = cast("Person", request.user)
        try:
            actions.translate(found, language, form.texts(), of=form.originals(), by=by)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:languages", key)
    context = {"form": form, "event": found, "into": language, "sample": found.sample}
    return render(request, "events/translate.html", context, status=422 if form.errors else 200)


def _found(request: HttpRequest, key: str) -> Event:
    return get_object_or_404(translated_by(request.user), key=key)
