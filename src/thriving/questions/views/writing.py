"""Writing the questions: whoever may edit what they belong to; for others the pages are not there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Language, Person
from thriving.questions import actions
from thriving.questions.forms import PromiseForm, QuestionForm, TranslationForm, form_for
from thriving.questions.kinds import kinds
from thriving.questions.models import Question, Questionnaire, Version
from thriving.questions.queries import to_edit
from thriving.ui import cldr

Step = Callable[..., object]
STEPS: dict[str, Step] = {
    "publish": actions.publish,
    "draft": actions.draft_anew,
    "close": actions.close,
    "reopen": actions.reopen,
}


@require_safe
@signed_in
def edit(request: HttpRequest, key: str) -> HttpResponseBase:
    questionnaire = to_edit(request.user, key)
    draft = questionnaire.draft
    version = draft or questionnaire.published
    context = {
        "questionnaire": questionnaire,
        "owner": questionnaire.owner,
        "draft": draft,
        "version": version,
        "published": questionnaire.published,
        "kinds": [(name, kind.title, kind.meaning) for name, kind in kinds.items()],
        "languages": _languages(questionnaire),
        "may_read": questionnaire.owner.lets_read(request.user),
        "deletion_day": questionnaire.deletion_day,
    }
    return render(request, "questions/edit.html", context)


@signed_in
def promise(request: HttpRequest, key: str) -> HttpResponseBase:
    questionnaire = to_edit(request.user, key)
    form = PromiseForm(questionnaire, typed(request))
    if _done(request, form, lambda me: actions.keep_until(questionnaire, **form.promised(), by=me)):
        return redirect("questions:edit", key)
    return _form_page(request, questionnaire, form, _("What those who answer are promised"))


@signed_in
def add(request: HttpRequest, key: str, kind: str) -> HttpResponseBase:
    questionnaire = to_edit(request.user, key)
    if kind not in kinds:
        raise Http404
    form = _question_form(request, questionnaire, kind)
    if _done(request, form, lambda me: actions.add_question(questionnaire, form.asked(), by=me)):
        return redirect("questions:edit", key)
    return _form_page(request, questionnaire, form, str(kinds[kind].title))


@signed_in
def change(request: HttpRequest, key: str, question: str) -> HttpResponseBase:
    questionnaire = to_edit(request.user, key)
    found = _question(questionnaire, question)
    form = _question_form(request, questionnaire, found.kind, found)
    if _done(request, form, lambda me: actions.change_question(questionnaire, question, form.asked(), by=me)):
        return redirect("questions:edit", key)
    return _form_page(request, questionnaire, form, _("Change a question"))


@require_POST
@signed_in
def move(request: HttpRequest, key: str, question: str) -> HttpResponseBase:
    questionnaire = to_edit(request.user, key)
    _question(questionnaire, question)
    up = request.POST.get("to") == "up"
    actions.move_question(questionnaire, question, up=up, by=_me(request))
    return redirect(reverse("questions:edit", args=[key]) + f"#question-{question}")


@require_POST
@signed_in
def remove(request: HttpRequest, key: str, question: str) -> HttpResponseBase:
    questionnaire = to_edit(request.user, key)
    title = _question(questionnaire, question).title
    actions.remove_question(questionnaire, question, by=_me(request))
    messages.success(request, _("“%(question)s” is no longer asked.") % {"question": title})
    return redirect("questions:edit", key)


@signed_in
def words(request: HttpRequest, key: str) -> HttpResponseBase:
    """All words in one language, side by side with the first ones."""
    questionnaire = to_edit(request.user, key)
    draft = questionnaire.draft
    language = request.GET.get("language", "")
    if draft is None or language not in _known_languages():
        raise Http404
    form = TranslationForm(draft, language, typed(request))
    if _done(request, form, lambda me: _translated(questionnaire, form, me)):
        return redirect("questions:edit", key)
    context = {"questionnaire": questionnaire, "form": form, "into": language}
    return render(request, "questions/words.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def preview(request: HttpRequest, key: str) -> HttpResponseBase:
    questionnaire = to_edit(request.user, key)
    version = questionnaire.draft or questionnaire.published
    if version is None:
        raise Http404
    context = {"questionnaire": questionnaire, "version": version, "form": form_for(version)}
    return render(request, "questions/preview.html", context)


@require_POST
@signed_in
def step(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """Publish, draft anew, close, reopen: each a button."""
    questionnaire = to_edit(request.user, key)
    if name not in STEPS:
        raise Http404
    try:
        STEPS[name](questionnaire, by=_me(request))
    except (Refused, MoveRefused) as refused:
        messages.error(request, str(refused))
    return redirect("questions:edit", key)


def _me(request: HttpRequest) -> Person:
    return cast("Person", request.user)  # nobody else comes through `signed_in`


def _done(request: HttpRequest, form: Any, act: Callable[[Person], object]) -> bool:
    """Whether the form was sent and what it asks for is done; if not, it says why."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(_me(request))
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Kept."))
    return True


def _question_form(
    request: HttpRequest, questionnaire: Questionnaire, kind: str, question: Question | None = None
) -> QuestionForm:
    may_require = questionnaire.owner.may_require
    return QuestionForm(kind, questionnaire.language, question, typed(request), may_require=may_require)


def _translated(questionnaire: Questionnaire, form: TranslationForm, me: Person) -> None:
    said = form.cleaned_data["purpose"]
    actions.translate(questionnaire, form.language, form.spoken(), purpose=said, by=me)


def _question(questionnaire: Questionnaire, key: str) -> Question:
    draft: Version | None = questionnaire.draft
    found = draft.questions.filter(key=key).first() if draft else None
    if found is None:
        raise Http404
    return found


def _form_page(
    request: HttpRequest, questionnaire: Questionnaire, form: Any, heading: str
) -> HttpResponseBase:
    context = {"questionnaire": questionnaire, "form": form, "heading": heading, "label": _("Keep")}
    return render(request, "questions/form.html", context, status=422 if form.errors else 200)


def _known_languages() -> set[str]:
    return {*Language.objects.values_list("code", flat=True), *(code for code, _name in settings.LANGUAGES)}


def _languages(questionnaire: Questionnaire) -> list[tuple[str, str]]:
    named = ((code, cldr.language_name(code)) for code in _known_languages() - {questionnaire.language})
    return sorted(named, key=lambda each: each[1].casefold())
