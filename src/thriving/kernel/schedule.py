"""Repeated jobs. What is due is found by query, so a job missed while no worker ran is run by the next one.

@every("close-day", hours=24)
def close_yesterday() -> None: …
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thriving.kernel import clock
from thriving.kernel.models import Heartbeat, ScheduledJob
from thriving.kernel.registry import Registry

log = logging.getLogger(__name__)

WORKER = "worker"
LATE_AFTER = timedelta(minutes=3)  # without a heartbeat
OVERDUE_AFTER = timedelta(minutes=30)  # a job that should have been run
HELD_FOR = timedelta(hours=1)  # by a worker; longer means that the worker died with the job in hand
RETRY_AFTER = timedelta(minutes=5)
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Job:
    name: str
    interval: timedelta
    run: Callable[[], object]

    @property
    def meaning(self) -> str:
        """What it does: the first sentence of the function's docstring."""
        return " ".join((self.run.__doc__ or "").partition("\n\n")[0].split())

    def next_after(self, moment: datetime) -> datetime:
        """The next whole multiple of the interval: a daily job runs at midnight, UTC."""
        return _BEGINNING + ((moment - _BEGINNING) // self.interval + 1) * self.interval


jobs: Registry[Job] = Registry("job")


def every(
    name: str, *, hours: float = 0, minutes: float = 0
) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Run the function again and again. After a crash it may run twice: twice must be as good as once."""

    def register(function: Callable[[], object]) -> Callable[[], object]:
        jobs.add(name, Job(name, timedelta(hours=hours, minutes=minutes), function))
        return function

    return register


def beat(name: str = WORKER) -> None:
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": clock.now()})


def run_due() -> list[str]:
    """Run every job that is due now and that no other worker holds; their names."""
    _add_new()
    due = _free().filter(due_at__lte=clock.now()).order_by("due_at")
    return [job.name for row in due if (job := _run(jobs[row.name], row))]


def late() -> str:
    """A sentence when the worker is silent or behind; empty when all is well."""
    moment = clock.now()
    heartbeat = Heartbeat.objects.filter(name=WORKER).first()
    if heartbeat is None:
        return _("No worker has run yet: mail is not sent and nothing is done in the background.")
    if heartbeat.beat_at < moment - LATE_AFTER:
        return _("The worker has been silent since %(moment)s (UTC).") % {"moment": _said(heartbeat.beat_at)}
    if first := _free().filter(due_at__lt=moment - OVERDUE_AFTER).order_by("due_at").first():
        return _("The job “%(name)s” was due at %(moment)s (UTC) and has not been done.") % {
            "name": first.name,
            "moment": _said(first.due_at),
        }
    return ""


def failures() -> QuerySet[ScheduledJob]:
    """The jobs whose last run failed; each is tried again by itself."""
    return ScheduledJob.objects.filter(name__in=list(jobs)).exclude(failure="")


def _free() -> QuerySet[ScheduledJob]:
    """The declared jobs that no living worker has in hand."""
    free = Q(held_until=None) | Q(held_until__lt=clock.now())
    return ScheduledJob.objects.filter(free, name__in=list(jobs))


def _add_new() -> None:
    missing = set(jobs) - set(ScheduledJob.objects.values_list("name", flat=True))
    rows = [ScheduledJob(name=name, due_at=clock.now()) for name in sorted(missing)]
    ScheduledJob.objects.bulk_create(rows, ignore_conflicts=True)


def _run(job: Job, row: ScheduledJob) -> Job | None:
    if not _hold(row):
        return None
    try:
        job.run()
    except Exception as error:
        log.exception("the job %s failed", job.name)
        _release(row, due_at=clock.now() + min(RETRY_AFTER, job.interval), failure=type(error).__name__)
    else:
        _release(row, due_at=job.next_after(clock.now()), finished_at=clock.now(), failure="")
    return job


def _hold(row: ScheduledJob) -> bool:
    """Compare and set: of two workers that saw the job due, one gets it."""
    same = ScheduledJob.objects.filter(pk=row.pk, due_at=row.due_at, held_until=row.held_until)
    return bool(same.update(held_until=clock.now() + HELD_FOR))


def _release(row: ScheduledJob, **changes: object) -> None:
    ScheduledJob.objects.filter(pk=row.pk).update(held_until=None, **changes)


def _said(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
