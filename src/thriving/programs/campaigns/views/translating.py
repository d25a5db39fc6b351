"""The pages on which a campaign, one of its places or a box is written in one more language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from thriving.kernel import access
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import known_languages
from thriving.movement.doors import signed_in, typed
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.actions.translating import RULES, Translated, original_of, pieces
from thriving.programs.campaigns.forms.translating import WordsTranslationForm
from thriving.programs.campaigns.queries.box import boxes_for
from thriving.programs.campaigns.views.finding import done, me, seen
from thriving.programs.initiatives.forms import LanguageForm
from thriving.programs.initiatives.views.translating import written_in


@dataclass(frozen=True)
class About:
    """What is translated, and the addresses of its pages."""

    holder: Translated
    index: str
    page: str
    address: list[str]
    context: dict[str, Any]  # for the way back


@signed_in
def languages(request: HttpRequest, key: str, place: str) -> HttpResponseBase:
    return _languages(request, _place(request, key, place))


@signed_in
def translate(request: HttpRequest, key: str, place: str, language: str) -> HttpResponseBase:
    return _translate(request, _place(request, key, place), language)


@signed_in
def box_languages(request: HttpRequest, key: str) -> HttpResponseBase:
    return _languages(request, _box(request, key))


@signed_in
def translate_box(request: HttpRequest, key: str, language: str) -> HttpResponseBase:
    """What is written here comes with the next version."""
    return _translate(request, _box(request, key), language)


def _place(request: HttpRequest, key: str, place: str) -> About:
    where = seen(request, key, place)
    if not where.holder.is_open or not access.may(request.user, RULES[type(where.holder)], where.holder):
        raise Http404
    address = [key, where.place_key]
    return About(where.holder, "campaigns:languages", "campaigns:translate", address, {"where": where})


def _box(request: HttpRequest, key: str) -> About:
    mine = access.within(request.user, "translate_box", boxes_for(request.user))
    box = get_object_or_404(mine, key=key)
    return About(box, "campaigns:box_languages", "campaigns:translate_box", [key], {"box": box})


def _languages(request: HttpRequest, about: About) -> HttpResponseBase:
    form, original = LanguageForm(typed(request)), original_of(about.holder)
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        if language != original:
            return redirect(about.page, *about.address, language)
        form.add_error("language", _("It is written in this language."))
    written = written_in(pieces(about.holder), original, about.page, *about.address)
    context = {"form": form, "holder": about.holder, "written": written, "original": original}
    status = 422 if form.errors else 200
    return render(request, "campaigns/languages.html", {**about.context, **context}, status=status)


def _translate(request: HttpRequest, about: About, language: str) -> HttpResponseBase:
    if language == original_of(about.holder) or not known_languages([language]):
        raise Http404(language)
    form = WordsTranslationForm(about.holder, language, typed(request))
    if request.method == "POST" and form.is_valid():
        by = me(request)
        try:
            actions.translate(about.holder, language, form.texts(), of=form.originals(), by=by)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            done(request, _("Saved."))
            return redirect(about.index, *about.address)
    context = {"form": form, "holder": about.holder, "into": language}
    status = 422 if form.errors else 200
    return render(request, "campaigns/translate.html", {**about.context, **context}, status=status)
