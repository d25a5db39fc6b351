"""The banner that operators see on every page: the worker is silent, or a clock ran ahead."""

from __future__ import annotations

import time

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from thriving.evidence import ledger
from thriving.kernel import schedule

ASK_EVERY = 30  # seconds; in between the last answer stands
OPERATOR = "operator"


_said: dict[str, tuple[float, str]] = {}  # by language: when this process asked last, and the answer


def alarm(request: HttpRequest) -> dict[str, object]:
    """A context processor: ``alarm`` is a sentence, or empty. It costs nothing to those not signed in."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or settings.DEMO:
        return {"alarm": ""}
    return {"alarm": SimpleLazyObject(lambda: _for(request))}


def _for(request: HttpRequest) -> str:
    # A request that was refused before anybody looked who sent it has no user.
    if OPERATOR not in getattr(getattr(request, "user", None), "roles", ()):
        return ""
    asked, sentence = _said.get(get_language(), (float("-inf"), ""))
    if time.monotonic() - asked > ASK_EVERY:
        sentence = " ".join(filter(None, (schedule.late(), ledger.ran_ahead())))
        _said[get_language()] = time.monotonic(), sentence
    return sentence
