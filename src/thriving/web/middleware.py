from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

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
