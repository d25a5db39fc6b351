"""To ask: the form, and the private link for who has no account."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from thriving.kernel import outbox
from thriving.movement.actions import Refused
from thriving.movement.doors import typed
from thriving.movement.models import Person
from thriving.programs.asking import actions, areas, limits, timing
from thriving.programs.asking.areas import Area
from thriving.programs.asking.forms import QuestionForm, language_names
from thriving.programs.asking.limits import AskedTooOften
from thriving.programs.asking.models import Question


@sensitive_post_parameters("words", "email", "name")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, area: str) -> HttpResponse:
    """Anybody may ask; who has no account is shown a private link, once."""
    found = areas.area(area)
    if found is None:
        raise Http404
    person = request.user if isinstance(request.user, Person) else None
    objective = request.GET.get("objective", "")[:80]
    form = QuestionForm(found, typed(request), objective=objective, has_account=person is not None)
    if request.method == "POST" and form.is_valid():
        try:
            limits.count(person, address=request.META["REMOTE_ADDR"])
            question, secret = actions.ask(form.asked(), by=person)
        except AskedTooOften as refused:
            form.add_error(None, str(refused))
            return _form(request, found, form, status=429)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _asked(request, found, question, secret)
    return _form(request, found, form, status=422 if form.errors else 200)


def _form(request: HttpRequest, area: Area, form: QuestionForm, *, status: int) -> HttpResponse:
    context = {
        "area": area,
        "objective": areas.objective_of(area, str(form["objective"].value() or "")),
        "form": form,
        "days": actions.promised_days(area.scope),
        "usual": timing.usual([area.scope])[area.scope],
        "somebody": areas.people_of(area.scope).exists(),
        "languages": language_names(),
        "sample": area.sample,
    }
    return render(request, "asking/ask.html", context, status=status)


@sensitive_variables("secret", "link")
def _asked(request: HttpRequest, area: Area, question: Question, secret: str) -> HttpResponse:
    """The secret stands on this page and nowhere else: not in an address that was asked for, not in a log."""
    if not secret:
        return redirect("asking:question", question.key)
    link = f"{outbox.address_of('asking:private')}?ticket={secret}"
    context = {"area": area, "question": question, "link": link, "page": reverse("asking:private")}
    response = render(request, "asking/asked.html", context)
    response["Cache-Control"] = "private, no-store"
    return response
