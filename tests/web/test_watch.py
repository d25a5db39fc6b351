from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from pytest_django import Settings

from thriving.kernel import clock, schedule
from thriving.web.watch import Watch

pytestmark = pytest.mark.django_db
NOON = datetime(2020, 4, 15, 12, tzinfo=UTC)


@pytest.fixture
def watch(settings: Settings) -> Watch:
    settings.ALARM, settings.EMAIL_HOST = ["omar@example.org"], "mail.example.org"
    return Watch()


def look(watch: Watch, minutes: float) -> int:
    """How many letters have left once the watch looked."""
    with clock.stopped_at(NOON + timedelta(minutes=minutes)):
        watch.look()
    return len(mail.outbox)


def test_those_in_charge_hear_of_a_silent_worker_once_and_again_hours_later(watch: Watch) -> None:
    with clock.stopped_at(NOON):
        schedule.beat()
    assert [look(watch, minutes) for minutes in (1, 5, 6, 300, 366)] == [0, 1, 1, 1, 2]
    assert "silent since 2020-04-15 12:00" in mail.outbox[0].body
    assert mail.outbox[0].to == ["omar@example.org"]


def test_a_worker_that_comes_back_ends_the_alarm(watch: Watch, caplog: pytest.LogCaptureFixture) -> None:
    look(watch, 0)
    with clock.stopped_at(NOON + timedelta(minutes=1)):
        schedule.beat()
    with caplog.at_level(logging.WARNING, "thriving.web.watch"):
        look(watch, 2)
    assert "The worker works again." in caplog.messages
    assert look(watch, 30) == 2


def test_without_an_address_it_is_only_logged(
    watch: Watch, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ALARM = []
    assert look(watch, 0) == 0
    assert caplog.messages[0].startswith("No worker has run yet")
