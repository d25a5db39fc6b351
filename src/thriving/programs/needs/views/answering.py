"""The questionnaire in a browser: kept as a draft as often as one likes, and finished when it is done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.doors import typed
from thriving.movement.models import Person
from thriving.programs.needs import actions
from thriving.programs.needs.actions.assessing import Filled
from thriving.programs.needs.asked import asked_now
from thriving.programs.needs.forms import HolderForm
from thriving.programs.needs.models import Assessment
from thriving.programs.needs.queries.assessments import at_link
from thriving.programs.needs.states import OPEN, STARTED
from thriving.questions.forms.answering import AnswerForm
from thriving.questions.models import Version
from thriving.questions.protecting import FEWEST_PEOPLE


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def answer(request: HttpRequest, link: str) -> HttpResponseBase:
    """For whoever has the link: the holder, without an account."""
    found = at_link(link)
    form = HolderForm(found, typed(request))
    context = {"takes_answers": found.round.state == OPEN, "link": link}
    return sheet_page(request, found, form, "needs/answer.html", context, by=None)


@require_POST
@never_cache
def take_back(request: HttpRequest, link: str) -> HttpResponse:
    found = at_link(link)
    try:
        actions.withdraw(found, by=None)
    except (Refused, MoveRefused) as refused:
        messages.error(request, str(refused))
        return redirect("needs:answer", link)
    messages.success(request, _("Your answers are deleted."))
    return redirect("needs:round", found.round.key)


def sheet_page(  # noqa: PLR0913 -- one page for the holder and for the team
    request: HttpRequest,
    found: Assessment,
    holder_form: HolderForm,
    template: str,
    context: dict[str, Any],
    *,
    by: Person | None,
) -> HttpResponseBase:
    version = asked_now(found.round)
    final = "keep" not in request.POST
    form = _answers_form(found, version, typed(request), final=final) if version else None
    if request.method == "POST" and form and _kept(request, found, holder_form, form, final=final, by=by):
        return redirect(request.path)
    page = {
        "assessment": found,
        "round": found.round,
        "holder_form": holder_form,
        "form": form,
        "version": version,
        "said": _as_read(found),
        "fewest_people": FEWEST_PEOPLE,
        "is_draft": found.state == STARTED,
        "sample": found.round.sample,
        **context,
    }
    wrong = bool(holder_form.errors or (form and form.errors))
    return render(request, template, page, status=422 if wrong else 200)


def _kept(  # noqa: PLR0913 -- both forms, and what becomes of them
    request: HttpRequest,
    found: Assessment,
    holder_form: HolderForm,
    form: AnswerForm,
    *,
    final: bool,
    by: Person | None,
) -> bool:
    if not (holder_form.is_valid() & form.is_valid()):
        return False
    filled = Filled(form.version, form.answers(), holder_form.cleaned_data.get("held_on"))
    try:
        actions.fill(found, holder_form.told(), filled, final=final, by=by)
    except (Refused, MoveRefused) as refused:
        form.add_error(None, str(refused))
        return False
    words = _("Finished. Thank you.") if final else _("Kept. You can go on at any time.")
    messages.success(request, words)
    return True


def _answers_form(found: Assessment, version: Version, data: Any, *, final: bool) -> AnswerForm:
    """With what was answered before, where the question is still asked in the same way."""
    kept = found.answers
    kinds = {each.key: each.kind for each in (found.version.asked if found.version else [])}
    initial = {
        each.key: each.sort.typed(kept[each.key])
        for each in version.asked
        if each.key in kept and kinds.get(each.key) == each.kind
    }
    return AnswerForm(version, data, initial, final=final)


def _as_read(found: Assessment) -> list[tuple[str, str]]:
    if found.version is None:
        return []
    return [
        (str(each.title), each.sort.words(found.answers[each.key]))
        for each in found.version.asked
        if each.key in found.answers
    ]
