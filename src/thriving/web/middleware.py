from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from thriving.web.refusals import busy

# serialization_failure, deadlock_detected, lock_not_available
_LOCK_STATES = frozenset({"40001", "40P01", "55P03"})

Respond = Callable[[HttpRequest], HttpResponseBase]

_NOTHING_ALLOWED = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "hid",
        "idle-detection",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "picture-in-picture",
        "screen-wake-lock",
        "serial",
        "usb",
        "xr-spatial-tracking",
    )
)
_HEADERS = {
    "Permissions-Policy": _NOTHING_ALLOWED,
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}


class SayBusy:
    """A sentence for whoever waited for their turn to write and did not get it."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.respond(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        return busy(request) if isinstance(exception, OperationalError) and lost_its_turn(exception) else None


def lost_its_turn(error: OperationalError) -> bool:
    """On SQLite another writer took longer than the timeout; on PostgreSQL a lock could not be had."""
    state = getattr(error.__cause__, "sqlstate", None)
    return "database is locked" in str(error) or state in _LOCK_STATES


def add_headers(respond: Respond) -> Respond:
    """What Django does not say by itself. No cache keeps a page of somebody signed in."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def believe_own_proxies(respond: Respond) -> Respond:
    """The caller's address as our outermost proxy saw it; what a caller claims to be is not believed."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        claimed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        if settings.PROXIES and len(claimed) >= settings.PROXIES and claimed[-settings.PROXIES]:
            request.META["REMOTE_ADDR"] = claimed[-settings.PROXIES]
        return respond(request)

    return middleware
