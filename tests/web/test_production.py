"""A production as strangers meet it: the real command, with the settings of a real deployment."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPMessage

import pytest
from tests.web.conftest import Thriving

SETTINGS = {
    "THRIVING_DEBUG": "0",
    "THRIVING_SECRET_KEY": "kT3pVh9mQz7LwX2nRb8Jc5Gd4Fs6Ay1Ue0Io-PtWqZx_CvBnMk",
    "THRIVING_SEALING_KEYS": "first:kT3pVh9mQz7LwX2nRb8Jc5Gd4Fs6Ay1Ue0Io-PtWqZx",
    "THRIVING_HOSTS": "thriving.example.org",
    "THRIVING_PROXIES": "1",
}
THROUGH_THE_PROXY = {"Host": "thriving.example.org", "X-Forwarded-Proto": "https"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes


def ask(port: int, path: str, **headers: str) -> Answer:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A server that serves, as one would start it."""
    thriving = Thriving({"THRIVING_DATA": str(tmp_path_factory.mktemp("production")), **SETTINGS})
    thriving.begun()
    number = free_port()
    with thriving.started("serve", "--port", str(number)) as process:
        until = time.monotonic() + 60
        while time.monotonic() < until and process.poll() is None:
            try:
                ask(number, "/health")
                break
            except OSError:
                time.sleep(0.2)
        yield number
        process.terminate()


def test_plain_http_is_sent_to_https(port: int) -> None:
    response = ask(port, "/sign-in/", Host="thriving.example.org")
    assert (response.status, response.headers["Location"]) == (301, "https://thriving.example.org/sign-in/")


def test_a_host_that_is_not_ours_is_refused(port: int) -> None:
    assert ask(port, "/sign-in/", Host="evil.example.com", **{"X-Forwarded-Proto": "https"}).status == 400


def test_cookies_are_for_this_host_and_https_only(port: int) -> None:
    response = ask(port, "/sign-in/", **THROUGH_THE_PROXY)
    cookies = response.headers.get_all("Set-Cookie") or []
    assert response.status == 200
    assert cookies
    for cookie in cookies:
        parts = {part.strip() for part in cookie.split(";")}
        assert cookie.startswith("__Host-")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= parts
        assert not any(part.startswith("Domain") for part in parts)


def test_the_browser_is_told_to_come_over_https_only(port: int) -> None:
    headers = ask(port, "/sign-in/", **THROUGH_THE_PROXY).headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "script-src 'none'" in headers["Content-Security-Policy"]


def test_the_machine_itself_may_ask_for_health(port: int) -> None:
    response = ask(port, "/health", Host="localhost")
    assert response.status == 503
    assert b'"database": "ok"' in response.body


def test_pages_travel_compressed(port: int) -> None:
    response = ask(port, "/design/", **THROUGH_THE_PROXY, **{"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"


def test_style_sheets_are_kept_by_browsers_because_their_names_change(port: int) -> None:
    page = ask(port, "/sign-in/", **THROUGH_THE_PROXY).body.decode()
    sheet = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    response = ask(port, sheet, **THROUGH_THE_PROXY, **{"Accept-Encoding": "gzip"})
    assert (response.status, response.headers["Content-Encoding"]) == (200, "gzip")
    assert "immutable" in response.headers["Cache-Control"]


def test_an_unsafe_production_does_not_start(thriving: Thriving) -> None:
    thriving.begun()
    for command in ("serve", "work"):
        done = thriving.run(command, **{**SETTINGS, "THRIVING_SECRET_KEY": ""})
        assert done.code == 1
        assert done.err.startswith("Error: Set THRIVING_SECRET_KEY to at least 50 random characters")


def test_a_production_without_a_key_of_its_own_to_seal_with_does_not_start(thriving: Thriving) -> None:
    done = thriving.run("serve", **{**SETTINGS, "THRIVING_SEALING_KEYS": ""})
    assert (done.code, done.err[:53]) == (1, "Error: Set THRIVING_SEALING_KEYS to a key of your own")


def test_a_value_that_cannot_be_read_is_a_sentence(thriving: Thriving) -> None:
    done = thriving.run("check", THRIVING_PROXIES="several")
    assert (done.code, done.err) == (1, "Error: THRIVING_PROXIES must be a whole number from 0 to 5.\n")


def test_the_settings_of_this_page_are_well(thriving: Thriving) -> None:
    thriving.begun()
    assert "ok      settings" in thriving.run("check", **SETTINGS).out


def test_nothing_starts_on_tables_of_another_version(thriving: Thriving) -> None:
    for command in ("serve", "work"):
        done = thriving.run(command)
        assert done.code == 1
        assert "then run `thriving migrate`" in done.err


def test_a_taken_port_is_told(thriving: Thriving) -> None:
    thriving.begun()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = thriving.run("serve", "--port", str(taken.getsockname()[1]))
    assert done.code == 1
    assert "is taken by another program" in done.err


def test_a_worker_works_and_stops_when_told(thriving: Thriving) -> None:
    thriving.begun()
    with thriving.started("work") as process:
        until = time.monotonic() + 60
        while "ok      worker" not in thriving.run("check").out and time.monotonic() < until:
            time.sleep(0.5)
        process.terminate()
    assert process.returncode == 0
    assert "Traceback" not in process.said


def test_a_database_that_is_gone_is_a_sentence(thriving: Thriving) -> None:
    done = thriving.run("check", DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")
    assert done.code == 1
    assert done.err.startswith("Error: the database cannot be reached or read.")
