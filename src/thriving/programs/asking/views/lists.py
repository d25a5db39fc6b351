"""Which areas can be asked and how they keep promises; what was published; what waits for the reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in
from thriving.movement.models import Person
from thriving.programs.asking import actions, queries, timing
from thriving.programs.asking import areas as known_areas
from thriving.programs.asking.areas import Area
from thriving.programs.asking.forms import PromiseForm
from thriving.programs.asking.models import Question, Said
from thriving.ui.twins import Column, Parameter, Records

MOST = 100
OWN_SHOWN = 20

AREAS = Records(
    "areas",
    gettext_lazy("Ask"),
    gettext_lazy(
        "Who can be asked, the promised time, and how the promise is kept; of questions only numbers."
    ),
    columns=(
        Column("area", "string", gettext_lazy("Area"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column("days", "integer", gettext_lazy("Days"), gettext_lazy("Within which an answer is promised.")),
        Column(
            "waiting", "integer", gettext_lazy("Waiting"), gettext_lazy("Questions without an answer yet.")
        ),
        Column(
            "overdue", "integer", gettext_lazy("Overdue"), gettext_lazy("Of these, past the promised day.")
        ),
        Column("judged", "integer", gettext_lazy("Judged"), gettext_lazy("Heard, or past the promised day.")),
        Column(
            "kept", "integer", gettext_lazy("In time"), gettext_lazy("Of these, heard in the promised time.")
        ),
        Column(
            "answered", "integer", gettext_lazy("Answered"), gettext_lazy("Questions with a first answer.")
        ),
        Column(
            "usual_days",
            "number",
            gettext_lazy("Days until an answer"),
            gettext_lazy(
                "Half of the answered questions had their first answer within so many days; "
                "empty where too few were answered to say."
            ),
        ),
    ),
)
PUBLISHED = Records(
    "published-questions",
    gettext_lazy("Questions and answers"),
    gettext_lazy(
        "What was asked and answered, where the asker and those who answered agreed; the newest first."
    ),
    columns=(
        Column("area", "string", gettext_lazy("Area"), gettext_lazy("How addresses name it.")),
        Column("asked_on", "date", gettext_lazy("Asked"), gettext_lazy("The day.")),
        Column("answered_on", "date", gettext_lazy("Answered"), gettext_lazy("The day of the first answer.")),
        Column("language", "string", gettext_lazy("Language"), gettext_lazy("Of the question.")),
        Column("question", "string", gettext_lazy("Question"), gettext_lazy("As it was asked.")),
        Column("answer", "string", gettext_lazy("Answer"), gettext_lazy("As it was given.")),
        Column("name", "string", gettext_lazy("Name"), gettext_lazy("Where the asker wanted to be named.")),
    ),
    parameters=(
        Parameter("area", "string", gettext_lazy("Area"), gettext_lazy("Only what was asked of it.")),
    ),
)


@require_safe
def areas(request: HttpRequest, form: Any) -> HttpResponse:
    listed = queries.standings(settings.ANSWER_DAYS)
    own = list(queries.asked_by(request.user)[:OWN_SHOWN]) if request.user.is_authenticated else []
    rows = [
        {
            "area": each.area.scope,
            "title": each.area.title,
            **{name: getattr(each, name) for name in ("days", "waiting", "overdue", "judged", "kept")},
            "answered": each.usual.answered,
            "usual_days": each.usual.days,
        }
        for each in listed
    ]
    return AREAS.respond(
        request,
        rows,
        form=form,
        template="asking/areas.html",
        context={
            "standings": listed,
            "own": _titled(own),
            "answers": _answers(request.user),
            "measure": timing.MEASURE if any(each.usual.answered for each in listed) else "",
        },
        sample=any(each.area.sample for each in listed),
    )


def _answers(reader: Any) -> bool:
    """Whether the reader answers for some area."""
    return any(kind.led(reader) is None or kind.led(reader) for kind in known_areas.kinds.values())


@require_safe
def published(request: HttpRequest, form: Any) -> HttpResponse:
    asked = PUBLISHED.asked(request)["area"] or ""
    listed = list(queries.published(asked)[:MOST])
    return PUBLISHED.respond(
        request,
        [_row(each) for each in listed],
        form=form,
        template="asking/published.html",
        context={"questions": _titled(listed), "area": known_areas.area(asked) if asked else None},
        sample=any(each.sample for each in listed),
    )


@require_safe
@signed_in
def answering(request: HttpRequest) -> HttpResponse:
    """What waits for the reader to answer, what they have heard, and what their areas promise."""
    waiting, heard = queries.waiting_for(request.user), queries.heard_by(request.user)
    led = known_areas.led_by(request.user)
    days = queries.promised({each.scope for each in led}, settings.ANSWER_DAYS)
    context = {
        "waiting": _titled(waiting[:MOST]),
        "heard": _titled(heard[:MOST]),
        "led": [(each, PromiseForm(initial={"area": each.scope, "days": days[each.scope]})) for each in led],
        "answers": _answers(request.user),
    }
    return render(request, "asking/answering.html", context)


@require_POST
@signed_in
def promise(request: HttpRequest) -> HttpResponse:
    form = PromiseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed: write a number of days from 1 to 60."))
        return redirect("asking:answering")
    area = known_areas.area(form.cleaned_data["area"])
    if area is None or not _leads(request.user, area):
        raise Http404
    try:
        actions.promise(area.scope, form.cleaned_data["days"], by=cast("Person", request.user))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Kept. What was promised before stays promised."))
    return redirect("asking:answering")


def _leads(person: Any, area: Area) -> bool:
    kind, _colon, key = area.scope.partition(":")
    led = known_areas.kinds[kind].led(person)
    return led is None or key in led


def _titled(questions: Iterable[Question]) -> list[tuple[Question, str]]:
    """Each with what its area is called."""
    listed = list(questions)
    named = known_areas.among({each.area for each in listed}) if listed else {}
    return [(each, str(named[each.area].title) if each.area in named else "") for each in listed]


def _row(question: Question) -> Mapping[str, Any]:
    return {
        "area": question.area,
        "asked_on": question.asked_on,
        "answered_on": question.answered_on,
        "language": question.language,
        "question": _together(question, *Said.BY_ASKER),
        "answer": _together(question, Said.Kind.ANSWER),
        "name": question.name,
    }


def _together(question: Question, *kinds: str) -> str:
    return "\n\n".join(each.words for each in question.said.all() if each.kind in kinds)
