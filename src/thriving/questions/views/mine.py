"""What one answered oneself: to read, to change, to delete."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thriving.movement.actions import Actor, Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.questions import actions
from thriving.questions.forms import form_for
from thriving.questions.models import Questionnaire, Sheet
from thriving.questions.queries import sheet_of


@signed_in
def mine(request: HttpRequest, key: str) -> HttpResponseBase:
    me = cast("Person", request.user)
    here = reverse("questions:mine", args=[key])
    return answers_page(request, _my_sheet(me, key), me, here, reverse("questions:delete_mine", args=[key]))


def answers_page(
    request: HttpRequest, sheet: Sheet, by: Actor, here: str, delete_at: str
) -> HttpResponseBase:
    """For packages above too, where whoever answered is known by a code alone."""
    questionnaire = sheet.questionnaire
    version = questionnaire.published or sheet.version
    form = form_for(version, typed(request), sheet)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(version, by, form.answers())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Kept. This is what counts now."))
            return redirect(here)
    context = {
        "questionnaire": questionnaire,
        "version": version,
        "form": form,
        "said": _as_read(sheet),
        "delete_at": delete_at,
    }
    return render(request, "questions/mine.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def delete_mine(request: HttpRequest, key: str) -> HttpResponseBase:
    me = cast("Person", request.user)
    questionnaire = _my_sheet(me, key).questionnaire
    actions.take_back(questionnaire, me)
    messages.success(request, _("Your answers are deleted."))
    return redirect(questionnaire.owner.address)


def _my_sheet(me: Person, key: str) -> Sheet:
    """Who answered nothing here learns not even that something is asked."""
    questionnaire = Questionnaire.objects.filter(key=key).first()
    sheet = sheet_of(questionnaire, me) if questionnaire else None
    if sheet is None:
        raise Http404
    return sheet


def _as_read(sheet: Sheet) -> list[tuple[str, str]]:
    answered = sheet.answers.select_related("question").order_by("question__position")
    return [(str(each.question.title), each.question.sort.words(each.value)) for each in answered]
