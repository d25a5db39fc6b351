from __future__ import annotations

import logging
import sys
from typing import Any

import pytest
from django.test import RequestFactory

from thriving.web.logs import Discreet, not_health


def record(message: str, *arguments: object, failure: bool = False) -> logging.LogRecord:
    return logging.LogRecord(
        "thriving", logging.WARNING, __file__, 1, message, arguments, failed() if failure else None
    )


def failed() -> Any:
    try:
        return int("lina@example.org")
    except ValueError:
        return sys.exc_info()


def test_a_query_string_is_cut() -> None:
    line = Discreet().format(record("Not Found: %s", "/find/?q=persecution&lang=fa"))
    assert line.endswith("WARNING thriving: Not Found: /find/?…")


@pytest.mark.parametrize(
    "secret", ["/events/mine/ab12-cd34/answers/", f"/events/i-{'0f' * 16}/", f"/ask/private/{'a1' * 16}/"]
)
def test_an_address_that_opens_something_is_cut(secret: str) -> None:
    line = Discreet().format(record("Bad Request: %s", secret))
    assert not any(part in line for part in secret.split("/") if len(part) > 8)
    assert "…" in line


@pytest.mark.parametrize("end", ["\n", "\r\n", "\x1b", "\u2028"])
def test_a_message_stays_on_its_line(end: str) -> None:
    line = Discreet().format(record("Not Found: /x%s2020-01-01 INFO all is well", end))
    assert len(line.splitlines()) == 1
    assert end not in line


def test_an_exception_tells_where_and_not_what() -> None:
    line = Discreet().format(record("it failed", failure=True))
    assert "[ValueError at " in line
    assert "test_logs.py" in line
    assert "lina" not in line


def test_a_developer_sees_the_insides() -> None:
    assert "lina@example.org" in Discreet(insides=True).format(record("it failed", failure=True))


@pytest.mark.parametrize(("path", "logged"), [("/health", False), ("/healthy", True), ("/plan/", True)])
def test_being_asked_for_health_is_not_logged(path: str, logged: bool) -> None:  # noqa: FBT001 -- a column of the table
    line = record("Service Unavailable")
    line.request = RequestFactory().get(path)
    assert not_health(line) is logged
    assert not_health(record("no request"))
