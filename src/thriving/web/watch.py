"""The dead man's alarm: the serving process looks whether the worker is alive, and tells people past it."""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta
from threading import Thread

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import close_old_connections

from thriving.kernel import clock, schedule

log = logging.getLogger(__name__)

LOOK_EVERY = 60  # seconds
SAY_AGAIN_AFTER = timedelta(hours=6)


class Watch:
    """Remembers what was said, so that an outage is told once and then every few hours."""

    def __init__(self) -> None:
        self.said_at: datetime | None = None

    def look(self) -> None:
        sentence = schedule.late()
        if sentence and self._is_news():
            self.said_at = clock.now()
            log.error(sentence)
            _write_to_those_in_charge(sentence)
        elif not sentence and self.said_at:
            self.said_at = None
            log.warning("The worker works again.")

    def _is_news(self) -> bool:
        return self.said_at is None or clock.now() - self.said_at >= SAY_AGAIN_AFTER


def watch() -> None:
    """Look every minute from now on, in a thread that ends with the process."""
    Thread(target=_look_again_and_again, daemon=True, name="watch").start()


def _look_again_and_again() -> None:
    # Serving and working usually start together: give the worker the time that it may be silent.
    time.sleep(schedule.LATE_AFTER.total_seconds())
    alarm = Watch()
    while True:
        try:
            close_old_connections()
            alarm.look()
        except Exception:
            log.exception("cannot tell whether the worker is alive")
        time.sleep(LOOK_EVERY)


def _write_to_those_in_charge(sentence: str) -> None:
    """Straight to the mail server: the outbox is emptied by the worker that is silent."""
    if settings.ALARM and settings.EMAIL_HOST:
        EmailMessage("Thriving: the worker is silent", sentence, to=settings.ALARM).send()
