"""Public pages, composed once and kept until something that they show has changed.

Only the content of a page is kept. The frame around it (who is signed in, messages, the language's choice) is
made fresh for each reader, so that nothing of one reader ever reaches another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache as kept
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

from thriving.evidence import ledger
from thriving.kernel import access, clock
from thriving.plan.models import Plan
from thriving.ui import slots

Compose = Callable[[], Mapping[str, Any]]
_DAY = 24 * 60 * 60  # seconds
_PACKAGE = Path(__file__).resolve().parents[1]


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

    @property
    def name(self) -> str:
        return hashlib.sha256(repr(sorted(asdict(self).items())).encode()).hexdigest()


def edition(request: HttpRequest, plan: Plan | None) -> Edition:
    return Edition(
        address=request.get_full_path(),
        plan=plan.key if plan else "",
        revision=plan.revision if plan else 0,
        position=ledger.position(),
        live=access.holds(request.user, "see_live_people"),
        language=get_language() or settings.LANGUAGE_CODE,
        day=clock.today(),
        software=_software(),
    )


def page(
    request: HttpRequest,
    plan: Plan | None,
    template: str,
    compose: Compose,
    *,
    toolbar: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """The page whose content is ``template`` filled with what ``compose`` gathers; 304 where the reader has it.

    ``toolbar``: what this reader may do here, as labels and addresses; it is never kept.
    """
    this = edition(request, plan)
    etag = f'W/"{_seen_by(request, this, toolbar)}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is None:
        content = _content(this, template, compose)
        unchanged = render(request, "plan/frame.html", {**content, "toolbar": toolbar})
    return _as_cacheable(request, unchanged, etag)


def _content(this: Edition, template: str, compose: Compose) -> dict[str, Any]:
    found: dict[str, Any] | None = kept.get(this.name)
    if found is None:
        context = compose()
        found = {
            name: context[name] for name in ("title", "here", "steps", "sample", "twins") if name in context
        }
        found["content"] = render_to_string(template, dict(context))
        kept.set(this.name, found, _DAY)
    return found


def _as_cacheable(request: HttpRequest, response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    patch_cache_control(response, no_cache=True, **({"private": True} if request.COOKIES else {}))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def _seen_by(request: HttpRequest, this: Edition, toolbar: Sequence[tuple[str, str]]) -> str:
    """The edition together with what the frame shows to this reader."""
    frame = f"{sorted(request.COOKIES.items())}{slots.above(request)}{list(toolbar)}"
    return hashlib.sha256(f"{this.name}{frame}".encode()).hexdigest()[:32]


@cache
def _software() -> str:
    """Changes with each installed version of our pages: a page of yesterday's templates is not today's."""
    files = (path for path in _PACKAGE.rglob("*") if path.suffix in {".html", ".py", ".css", ".mo"})
    return hashlib.sha256(
        repr(sorted((str(path), path.stat().st_mtime_ns) for path in files)).encode()
    ).hexdigest()
