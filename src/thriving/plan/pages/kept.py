"""Public pages, composed once and kept until something that they show has changed.

Only the content of a page is kept. The frame around it (who is signed in, messages, the language's choice) is
made fresh for each reader, so that nothing of one reader ever reaches another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache as kept
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

from thriving.evidence import ledger
from thriving.kernel import access, clock
from thriving.plan.models import Plan

Compose = Callable[[], Mapping[str, Any]]
Toolbar = Sequence[tuple[str, str]]  # labels and addresses

_DAY = 24 * 60 * 60  # seconds
_PACKAGE = Path(__file__).resolve().parents[1]
_ON_THE_FRAME = ("title", "here", "steps", "sample", "twins")


@dataclass(frozen=True)
class Edition:
    """All that the content of a public page depends on: equal editions read alike."""

    address: str
    plan: str
    revision: int
    position: int  # of the ledger
    live: bool  # whether the reader may see people counted before they are published
    language: str
    day: date
    software: str
    also: str = ""  # whatever else the page says it depends on

    @property
    def name(self) -> str:
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()


def edition(request: HttpRequest, plan: Plan | None, also: str = "") -> Edition:
    return Edition(
        address=request.get_full_path(),
        plan=plan.key if plan else "",
        revision=plan.revision if plan else 0,
        position=ledger.position(),
        live=access.holds(request.user, "see_live_people"),
        language=get_language() or settings.LANGUAGE_CODE,
        day=clock.today(),
        software=_software(),
        also=also,
    )


def page(  # noqa: PLR0913 -- each is said by name at the call
    request: HttpRequest,
    plan: Plan | None,
    template: str,
    compose: Compose,
    *,
    toolbar: Toolbar = (),
    also: str = "",
) -> HttpResponseBase:
    """The page whose content is ``template`` filled with what ``compose`` gathers.

    ``toolbar``: what this reader may do here, never kept. A visitor who holds the same page is told so (304).
    """
    answer = _framed(request, edition(request, plan, also), template, compose, toolbar)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return _private(answer)
    return _public(request, answer)


def _framed(
    request: HttpRequest, this: Edition, template: str, compose: Compose, toolbar: Toolbar
) -> HttpResponse:
    content = _content(this, template, compose)
    return render(request, "plan/frame.html", {**content, "toolbar": toolbar})


def _content(this: Edition, template: str, compose: Compose) -> dict[str, Any]:
    found: dict[str, Any] | None = kept.get(this.name)
    if found is None:
        context = dict(compose())
        found = {name: context[name] for name in _ON_THE_FRAME if name in context}
        found["content"] = render_to_string(template, context)
        kept.set(this.name, found, _DAY)
    return found


def _private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    return response


def _public(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """Named by its very bytes: by no change of its name can a visitor count what the page does not tell."""
    etag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    patch_cache_control(response, no_cache=True)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return get_conditional_response(request, etag=etag, response=response) or response


@cache
def _software() -> str:
    """Changes with each installed version of our pages: one made by yesterday's templates is not today's."""
    files = (path for path in _PACKAGE.rglob("*") if path.suffix in {".html", ".py", ".css", ".mo"})
    stamps = sorted((str(path), path.stat().st_mtime_ns) for path in files)
    return hashlib.sha256(repr(stamps).encode()).hexdigest()
