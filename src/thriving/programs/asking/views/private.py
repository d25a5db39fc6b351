"""The question of somebody without an account, behind the link that only they hold.

The link is opened once: the session remembers for an hour which question it opened, so that the secret stands
in no address of a page, in no form, and goes to no other page.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from thriving.kernel import clock
from thriving.programs.asking import limits, queries
from thriving.programs.asking import private as links
from thriving.programs.asking.limits import AskedTooOften
from thriving.programs.asking.models import Question
from thriving.programs.asking.views.question import open_to_asker, shown, take

IN_SESSION = "private_question"
OPEN_FOR = timedelta(hours=1)


@never_cache
@require_safe
@sensitive_variables("secret")
def private(request: HttpRequest) -> HttpResponse:
    if secret := request.GET.get("ticket", ""):
        return _open(request, secret)
    found = _opened(request)
    if found is None:
        return _closed(request)
    steps = [(name, each.title) for name, each in open_to_asker(found).items()]
    context = {**shown(queries.with_said(found)), "steps": steps, "is_own": True, "is_private": True}
    return render(request, "asking/question.html", context)


@never_cache
def private_step(request: HttpRequest, step: str) -> HttpResponseBase:
    found = _opened(request)
    if found is None:
        raise Http404
    if step == "leave" and request.method == "POST":
        request.session.pop(IN_SESSION, None)
        return redirect("asking:areas")
    steps = open_to_asker(found)
    if step not in steps:
        raise Http404
    if answer := take(request, queries.with_said(found), steps[step], None):
        return answer
    return redirect("asking:areas" if step == "erase" else "asking:private")


def _open(request: HttpRequest, secret: str) -> HttpResponse:
    found = links.question_of(secret)
    if found is None:
        try:
            limits.count_tries(address=request.META["REMOTE_ADDR"])
        except AskedTooOften:
            return _closed(request, status=429)
        return _closed(request)
    until = clock.now() + OPEN_FOR
    request.session[IN_SESSION] = {"question": found.key, "until": until.isoformat()}
    response = redirect("asking:private")
    response["Referrer-Policy"] = "no-referrer"
    return response


def _opened(request: HttpRequest) -> Question | None:
    held = request.session.get(IN_SESSION)
    if not held or datetime.fromisoformat(held["until"]) <= clock.now():
        return None
    # Erased, it has lost its mark, and the link opens nothing more.
    return Question.objects.filter(key=held["question"], asker=None).exclude(secret_mark="").first()


def _closed(request: HttpRequest, status: int = 404) -> HttpResponse:
    return render(request, "asking/closed.html", status=status)
