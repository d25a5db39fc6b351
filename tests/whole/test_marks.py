"""Who may reach a database is marked, and nobody else: the run on a second database leaves the others out."""

from __future__ import annotations

import pytest


def test_who_asks_for_no_database_is_not_marked(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("database") is None


def test_who_asks_for_it_by_a_fixture_is_marked(db: None, request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("database")


@pytest.mark.django_db
def test_who_asks_for_it_by_a_mark_is_marked(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("database")
