from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings
from tests.conftest import Cast

from thriving.web.middleware import add_headers, believe_own_proxies

pytestmark = pytest.mark.django_db


def address(forwarded: str | None) -> str:
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1")
    if forwarded is not None:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    believe_own_proxies(lambda _request: HttpResponse())(request)
    return str(request.META["REMOTE_ADDR"])


@pytest.mark.parametrize(
    ("proxies", "forwarded", "believed"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, None, "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (2, "1.1.1.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "10.0.0.2", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(
    settings: Settings, proxies: int, forwarded: str | None, believed: str
) -> None:
    settings.PROXIES = proxies
    assert address(forwarded) == believed


def test_every_page_carries_the_headers(client: Client) -> None:
    response = client.get("/health")
    policy = response["Content-Security-Policy"]
    for directive in ("default-src 'none'", "script-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert directive in policy
    assert "unsafe" not in policy
    assert "geolocation=()" in response["Permissions-Policy"]
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"


def answer(request: HttpRequest, **headers: str) -> HttpResponse:
    response = add_headers(lambda _request: HttpResponse(headers=headers))(request)
    assert isinstance(response, HttpResponse)
    return response


def test_no_cache_keeps_a_page_of_somebody_signed_in(settings: Settings) -> None:
    request = RequestFactory().get("/")
    assert "Cache-Control" not in answer(request)
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    assert answer(request)["Cache-Control"] == "private, no-store"
    own = {"Cache-Control": "private, max-age=5"}
    assert answer(request, **own)["Cache-Control"] == "private, max-age=5"


def test_somebody_signed_in_gets_it_too(client: Client, cast: Cast) -> None:
    client.force_login(cast.volunteer)
    assert "no-store" in client.get("/design/")["Cache-Control"]
