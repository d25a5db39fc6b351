from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client, RequestFactory
from tests.conftest import AtOnce

from thriving.kernel.clock import now
from thriving.kernel.models import ScheduledJob
from thriving.web import health
from thriving.web.middleware import SayBusy, lost_its_turn

WRITES = 40


def test_who_did_not_get_their_turn_gets_a_sentence(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked() -> str:
        raise OperationalError("database is locked")

    monkeypatch.setattr(health, "_database", locked)
    response = client.get("/health")
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "Go back in your browser" in response.content.decode()


@pytest.mark.parametrize(("path", "said"), [("/plan/x.json", '{"error"'), ("/plan/x/", "<!doctype html>")])
def test_the_sentence_is_in_the_form_that_was_asked_for(path: str, said: str) -> None:
    middleware = SayBusy(lambda _request: pytest.fail("not called"))
    response = middleware.process_exception(
        RequestFactory().get(path), OperationalError("database is locked")
    )
    assert response is not None
    assert response.getvalue().decode().startswith(said)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("cause", "lost"),
    [
        (psycopg.errors.DeadlockDetected(), True),
        (psycopg.errors.LockNotAvailable(), True),
        (psycopg.errors.SerializationFailure(), True),
        (psycopg.errors.AdminShutdown(), False),
        (None, False),
    ],
)
def test_a_lock_is_told_from_other_troubles(cause: Exception | None, lost: bool) -> None:  # noqa: FBT001 -- a column of the table
    error = OperationalError("it failed")
    error.__cause__ = cause
    assert lost_its_turn(error) is lost


@pytest.mark.parametrize("failure", [OperationalError("no such table"), ValueError("database is locked")])
def test_other_failures_are_not_called_busy(failure: Exception) -> None:
    middleware = SayBusy(lambda _request: pytest.fail("not called"))
    assert middleware.process_exception(RequestFactory().get("/"), failure) is None


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_all_get_their_turn(at_once: AtOnce) -> None:
    def writer(name: str) -> Callable[[], int]:
        def write() -> int:
            for number in range(WRITES):
                with transaction.atomic():
                    # Reading first is what would make a transaction a writer too late.
                    before = ScheduledJob.objects.count()
                    ScheduledJob.objects.create(name=f"{name}-{number}", due_at=now())
                    assert ScheduledJob.objects.count() > before
            return WRITES

        return write

    assert at_once(*(writer(name) for name in "abcd")) == [WRITES] * 4
    assert ScheduledJob.objects.count() == 4 * WRITES


@pytest.mark.django_db(transaction=True)
def test_sqlite_writers_begin_as_writers(at_once: AtOnce) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL locks rows, not the database")
    with transaction.atomic():
        assert connection.connection.in_transaction
        (refused,) = at_once(_write_without_waiting)
    assert "locked" in str(refused)


def _write_without_waiting() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 0")
    ScheduledJob.objects.create(name="late", due_at=now())
