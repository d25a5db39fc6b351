"""The sample year, played once for all tests that follow each other, on whichever database they run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from tests import worlds

from thriving.kernel import clock
from thriving.web.sample import year
from thriving.wiki import sampling


@contextmanager
def _nothing_measured() -> Iterator[None]:
    """A history takes seconds to make up and measure; `tests/wiki/test_sampling.py` does it once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sampling, "fill", lambda **_asked: None)
        yield


class Year:
    """The sample year, on the way to its end."""

    day: date | None = None

    def go_on(self, until: date) -> None:
        with _nothing_measured():
            for each in year.days(until, self.day):
                year.play(each)
        self.day = until


@contextmanager
def _begun(blocker: DjangoDbBlocker) -> Iterator[Year]:
    with blocker.unblock(), transaction.atomic():
        yield Year()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def year_stands(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[date]:
    day: date = request.module.DAY
    begun = worlds.stands("year_stands", lambda: _begun(django_db_blocker))
    if begun.day and begun.day > day:
        worlds.let_go()
        begun = worlds.stands("year_stands", lambda: _begun(django_db_blocker))
    begun.go_on(day)
    with clock.stopped_at(datetime.combine(day, time(15), UTC)):
        yield day


@pytest.fixture
def played(year_stands: date, db: None) -> date:
    """The year up to the day that the test file names in ``DAY``; it is that day's afternoon."""
    return year_stands
