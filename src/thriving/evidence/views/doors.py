"""Who may come in: visitors are asked to sign in, others are told that this is not theirs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from thriving.kernel import access

View = Callable[..., HttpResponseBase]


def needs(rule: str) -> Callable[[View], View]:
    """Open the view to those who hold the power ``rule``."""

    def guard(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            access.require_holds(request.user, rule)
            return view(request, *args, **kwargs)

        return guarded

    return guard
