"""Reading what was answered: totals, and where that was promised to be necessary, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, cast

from django import forms
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel import tables
from thriving.movement.doors import fresh, signed_in, typed
from thriving.movement.models import Person
from thriving.questions import actions
from thriving.questions.models import Question, Questionnaire, Sheet
from thriving.questions.protecting import FEWEST_IN_A_CELL, FEWEST_PEOPLE
from thriving.questions.queries import (
    questions_ever,
    to_read,
    to_read_singly,
)
from thriving.questions.queries import totals as totals_of

MOST_ON_A_PAGE = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("What do you need it for?"),
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("It is noted, with your name and the day. Totals are often enough."),
    )


@require_safe
@signed_in
def totals(request: HttpRequest, key: str) -> HttpResponseBase:
    questionnaire = to_read(request.user, key)
    version = questionnaire.published
    context = {
        "questionnaire": questionnaire,
        "totals": totals_of(version) if version else None,
        "least": FEWEST_IN_A_CELL,
        "least_people": FEWEST_PEOPLE,
    }
    return render(request, "questions/totals.html", context)


@signed_in
def answers(request: HttpRequest, key: str) -> HttpResponseBase:
    """First what it is needed for, then the sheets: an address alone opens nothing."""
    questionnaire = to_read_singly(request.user, key)
    form = ReasonForm(typed(request))
    shown = request.method == "POST" and form.is_valid()
    context: dict[str, Any] = {"questionnaire": questionnaire, "form": form, "shown": shown}
    if shown:
        why = form.cleaned_data["reason"]
        sheets = actions.open_sheets(questionnaire, why=why, by=cast("Person", request.user))
        questions = questions_ever(questionnaire)
        context |= {
            "questions": questions,
            "rows": list(_rows(request, questionnaire, questions, sheets[:MOST_ON_A_PAGE])),
            "more": len(sheets) > MOST_ON_A_PAGE,
        }
    failed = request.method == "POST" and not shown
    return render(request, "questions/answers.html", context, status=422 if failed else 200)


@require_POST
@fresh
def export(request: HttpRequest, key: str) -> HttpResponseBase:
    """All sheets as a file, for who has just proved who they are."""
    questionnaire = to_read_singly(request.user, key)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        context = {"questionnaire": questionnaire, "form": form, "shown": False}
        return render(request, "questions/answers.html", context, status=422)
    why = form.cleaned_data["reason"]
    me = cast("Person", request.user)
    sheets = actions.open_sheets(questionnaire, why=why, taken_along=True, by=me)
    questions = questions_ever(questionnaire)
    header = ["answered_by", "saved_at", *(each.key for each in questions)]
    rows = _rows(request, questionnaire, questions, sheets)
    if request.POST.get("as") == "xlsx":
        file = BytesIO()
        tables.write_xlsx(file, header, rows)
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename="answers.xlsx", content_type=XLSX)
    lines = tables.csv_lines(header, rows)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="answers.csv"'
    return response


def _rows(
    request: HttpRequest, questionnaire: Questionnaire, questions: Sequence[Question], sheets: Sequence[Sheet]
) -> Iterator[list[Any]]:
    people = [each.person_id for each in sheets if each.person_id]
    called = questionnaire.owner.sort.called(request.user, people)
    for sheet in sheets:
        said = {each.question.key: each for each in sheet.answers.all()}
        cells = [_words(said[each.key]) if each.key in said else "" for each in questions]
        yield [called.get(sheet.person_id or 0, sheet.code or "–"), sheet.saved_at, *cells]


def _words(answer: Any) -> str:
    words: str = answer.question.sort.words(answer.value)
    return words
