from __future__ import annotations

from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.db import OperationalError, connection
from django.test import Client

from thriving.kernel import clock, schedule

pytestmark = pytest.mark.django_db


def test_all_is_well_while_the_worker_beats(client: Client) -> None:
    schedule.beat()
    response = client.get("/health")
    assert (response.status_code, response.json()) == (200, {"database": "ok", "worker": "ok"})
    assert "no-store" in response["Cache-Control"]


def test_a_silent_worker_is_told(client: Client) -> None:
    with clock.stopped_at(clock.now() - timedelta(hours=1)):
        schedule.beat()
    response = client.get("/health")
    assert (response.status_code, response.json()) == (503, {"database": "ok", "worker": "late"})


def test_a_database_that_is_gone_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    schedule.beat()
    gone = Mock(side_effect=OperationalError)
    monkeypatch.setattr(connection, "ensure_connection", gone)
    monkeypatch.setattr(schedule, "late", gone)
    response = client.get("/health")
    assert (response.status_code, response.json()) == (503, {"database": "unreachable", "worker": "unknown"})


def test_nothing_is_changed_by_asking(client: Client) -> None:
    assert client.post("/health").status_code == 405
