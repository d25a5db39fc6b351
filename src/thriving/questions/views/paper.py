"""Taking in answers from paper: checked row by row, all taken or none."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.questions import actions
from thriving.questions.forms import PaperForm, SheetForm
from thriving.questions.models import Questionnaire, Version
from thriving.questions.queries import to_edit
from thriving.ui import cldr

MOST_PROBLEMS = 200  # shown at once


@signed_in
def paper(request: HttpRequest, key: str) -> HttpResponseBase:
    """A table: the one button checks it, the other takes it in."""
    questionnaire = to_edit(request.user, key)
    version = _answered_now(questionnaire)
    sent = request.method == "POST"
    form = PaperForm(version, request.POST if sent else None, request.FILES if sent else None)
    if sent and form.is_valid() and not form.reading.problems and "take" in request.POST:
        try:
            taken = actions.take_from_paper(version, form.reading, by=cast("Person", request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _taken(taken))
            return redirect("questions:edit", key)
    context = {
        "questionnaire": questionnaire,
        "version": version,
        "form": form,
        "checked": sent and not form.errors,
        "problems": form.reading.problems[:MOST_PROBLEMS],
        "more": len(form.reading.problems) > MOST_PROBLEMS,
        "sound": len(form.reading.rows),
    }
    wrong = bool(form.errors or form.reading.problems)
    return render(request, "questions/paper.html", context, status=422 if wrong else 200)


@signed_in
def sheet(request: HttpRequest, key: str) -> HttpResponseBase:
    """One sheet after the other."""
    questionnaire = to_edit(request.user, key)
    version = _answered_now(questionnaire)
    form = SheetForm(version, typed(request))
    if request.method == "POST" and form.is_valid() and _took(request, version, form):
        return redirect("questions:sheet", key)
    context = {"questionnaire": questionnaire, "version": version, "form": form}
    return render(request, "questions/sheet.html", context, status=422 if form.errors else 200)


def _took(request: HttpRequest, version: Version, form: Any) -> bool:
    try:
        actions.answer(version, form.code, form.answers())
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Sheet “%(code)s” is kept. The next one, please.") % {"code": form.code})
    return True


def _answered_now(questionnaire: Questionnaire) -> Version:
    version = questionnaire.published
    elsewhere = questionnaire.owner.sort.answers_elsewhere
    if version is None or not questionnaire.is_open or elsewhere:
        raise Http404
    return version


def _taken(count: int) -> str:
    sentence = ngettext("%(count)s sheet was taken in.", "%(count)s sheets were taken in.", count)
    return sentence % {"count": cldr.number(count)}
