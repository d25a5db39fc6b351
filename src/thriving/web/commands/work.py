"""One process for the background: tasks, repeated jobs, mail, and the heartbeat that proves that it lives."""

from __future__ import annotations

import logging
from threading import Event, Thread

import click
from django.conf import settings
from django.db import close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from thriving.kernel import outbox, schedule
from thriving.web.checks import refuse_unsafe
from thriving.web.commands.migrate import refuse_pending

log = logging.getLogger(__name__)

TICK = 5  # seconds between two looks for what is due


@click.command()
@click.option("--once", is_flag=True, help="Do what waits now, then stop.")
def work(*, once: bool) -> None:
    """Do the background work, until Ctrl-C: tasks, repeated jobs, mail. What runs is finished first."""
    refuse_unsafe()
    refuse_pending()
    worker = tasks_worker(batch=once)
    if once:
        tick()
        worker.run()
        return
    worker.configure_signals()
    click.echo("Working (Ctrl-C stops it, once what runs is done).")
    with Ticking():
        worker.run()


class Ticking:
    """Ticks in a thread of its own, so that a long task does not stop the clocks and the mail."""

    def __enter__(self) -> None:
        self._stop = Event()
        self._thread = Thread(target=self._run, name="ticking")
        self._thread.start()

    def __exit__(self, *_failure: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            try:
                close_old_connections()
                tick()
            except Exception:
                log.exception("a tick failed; the next one comes in %s seconds", TICK)
            if self._stop.wait(TICK):
                break
        connections.close_all()


def tick() -> None:
    schedule.beat()
    schedule.run_due()
    if not settings.DEMO:  # it sends nothing out: there letters are read where they wait
        outbox.deliver()


def tasks_worker(*, batch: bool) -> Worker:
    return Worker(
        queue_names=["*"],
        interval=1,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
