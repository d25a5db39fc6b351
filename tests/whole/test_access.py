"""One table: every page, every role, the answer. A page without a row fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.conftest import Cast

ROLES = tuple(role.name for role in fields(Cast))


@dataclass(frozen=True)
class Row:
    """What a GET of a page answers: ``to_all`` unless ``but`` says otherwise for a role of the cast."""

    name: str
    to_all: int
    but: dict[str, int] = field(default_factory=dict)
    with_: dict[str, str] = field(default_factory=dict)  # what stands in its address
    absent: dict[str, str] = field(default_factory=dict)  # what stands there for a record that is not there
    needs: str = ""  # a fixture that makes the records the address names
    takes_posts_of_visitors: bool = False

    def expected(self, role: str) -> int:
        return self.but.get(role, self.to_all)


TABLE: tuple[Row, ...] = (
    Row("ui:design", 200),
    Row("ui:language", 405, takes_posts_of_visitors=True),  # chosen by sending a form
    Row("health", 503),  # no worker beats in a test
    Row("movement:sign_in", 302, {"visitor": 200}, takes_posts_of_visitors=True),
    Row("movement:sign_out", 200, takes_posts_of_visitors=True),
)

# Served by the framework or by development alone: not pages of ours.
NOT_OURS = frozenset[str]()


def names(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name or pattern.pattern}"


def test_every_page_has_a_row() -> None:
    assert set(names(get_resolver().url_patterns)) - NOT_OURS == {row.name for row in TABLE}


def test_every_row_names_roles_of_the_cast() -> None:
    assert {role for row in TABLE for role in row.but} <= set(ROLES)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_answer(row: Row, role: str, cast: Cast, client: Client, request: pytest.FixtureRequest) -> None:
    made(row, request)
    if role != "visitor":
        client.force_login(getattr(cast, role))
    assert client.get(reverse(row.name, kwargs=row.with_)).status_code == row.expected(role)


@pytest.mark.parametrize("role", ["visitor", "evaluator", "operator"])
@pytest.mark.parametrize("row", [row for row in TABLE if row.absent], ids=lambda row: row.name)
def test_absent(row: Row, role: str, cast: Cast, client: Client, request: pytest.FixtureRequest) -> None:
    """What is not there, and what one may not see, are the same answer to whoever may open the page."""
    made(row, request)
    if role != "visitor":
        client.force_login(getattr(cast, role))
    expected = 404 if row.expected(role) == 200 else row.expected(role)
    assert client.get(reverse(row.name, kwargs=row.absent)).status_code == expected


@pytest.mark.parametrize(
    "row", [row for row in TABLE if not row.takes_posts_of_visitors], ids=lambda row: row.name
)
def test_a_visitor_sends_nothing(
    row: Row, cast: Cast, client: Client, request: pytest.FixtureRequest
) -> None:
    made(row, request)
    assert client.post(reverse(row.name, kwargs=row.with_)).status_code in {403, 404, 405}


def made(row: Row, request: pytest.FixtureRequest) -> None:
    """The records that the row's address names."""
    if row.needs:
        request.getfixturevalue(row.needs)
