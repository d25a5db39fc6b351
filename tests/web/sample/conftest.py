"""The sample year, played once for all tests of a file, on whichever database they run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from thriving.kernel import clock
from thriving.web.sample import year
from thriving.wiki import sampling


@contextmanager
def _nothing_measured() -> Iterator[None]:
    """A history takes seconds to make up and measure; `tests/wiki/test_sampling.py` does it once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sampling, "fill", lambda **_asked: None)
        yield


@pytest.fixture(scope="module")
def played(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[date]:
    """The year up to the day that the test file names in ``DAY``; it is that day's afternoon."""
    day: date = request.module.DAY
    with _nothing_measured(), django_db_blocker.unblock(), transaction.atomic():
        for each in year.days(day):
            year.play(each)
        with clock.stopped_at(datetime.combine(day, time(15), UTC)):
            yield day
        transaction.set_rollback(True)
