from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from tests.conftest import AtOnce

from thriving.kernel import clock, schedule
from thriving.kernel.models import ScheduledJob
from thriving.kernel.registry import Registry
from thriving.kernel.schedule import Job

pytestmark = pytest.mark.django_db
NOON = datetime(2020, 4, 15, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _no_jobs_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "jobs", Registry[Job]("job"))


@pytest.fixture
def ran() -> list[datetime]:
    """When the daily job ran."""
    moments: list[datetime] = []
    schedule.every("close-day", hours=24)(lambda: moments.append(clock.now()))
    return moments


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with clock.stopped_at(moment):
        yield


def run_at(moment: datetime) -> list[str]:
    with at(moment):
        return schedule.run_due()


def late_at(moment: datetime) -> str:
    with at(moment):
        return schedule.late()


def fail() -> None:
    raise ValueError("a secret that must not be kept")


def test_a_new_job_runs_at_once_and_then_at_midnight(ran: list[datetime]) -> None:
    for hours in (0, 1, 11, 12, 13, 36):
        run_at(NOON + hours * HOUR)
    assert ran == [NOON, NOON + 12 * HOUR, NOON + 36 * HOUR]


def test_a_job_missed_for_days_runs_once(ran: list[datetime]) -> None:
    run_at(NOON)
    assert run_at(NOON + 100 * HOUR) == ["close-day"]
    assert run_at(NOON + 100 * HOUR) == []


def test_a_job_that_fails_is_tried_again_soon_and_told_of() -> None:
    schedule.every("fails", hours=24)(fail)
    run_at(NOON)
    assert [job.failure for job in schedule.failures()] == ["ValueError"]
    assert run_at(NOON + timedelta(minutes=4)) == []
    assert run_at(NOON + timedelta(minutes=6)) == ["fails"]


def test_a_job_that_fails_does_not_stop_the_others(ran: list[datetime]) -> None:
    schedule.every("a-failing-one", hours=24)(fail)
    run_at(NOON)
    assert ran == [NOON]


def test_what_a_killed_worker_had_in_hand_is_run_by_the_next(ran: list[datetime]) -> None:
    run_at(NOON)
    ScheduledJob.objects.update(due_at=NOON, held_until=NOON + HOUR)
    assert run_at(NOON + timedelta(minutes=59)) == []
    assert run_at(NOON + timedelta(minutes=61)) == ["close-day"]


def test_a_job_that_is_no_longer_declared_is_left_alone(ran: list[datetime]) -> None:
    ScheduledJob.objects.create(name="of-last-year", due_at=NOON - 100 * HOUR)
    run_at(NOON)
    with at(NOON):
        schedule.beat()
    assert late_at(NOON) == ""


def test_two_jobs_of_a_name_are_refused(ran: list[datetime]) -> None:
    with pytest.raises(ValueError, match="declared twice"):
        schedule.every("close-day", hours=1)(fail)


def test_no_worker_yet_is_late() -> None:
    assert late_at(NOON).startswith("No worker has run yet")


@pytest.mark.parametrize(("minutes", "late"), [(0, False), (2, False), (4, True)])
def test_a_silent_worker_is_late(minutes: int, late: bool) -> None:  # noqa: FBT001 -- a column of the table
    with at(NOON):
        schedule.beat()
    assert ("silent since 2020-04-15 12:00" in late_at(NOON + timedelta(minutes=minutes))) is late


@pytest.mark.parametrize(
    ("held_for", "late"), [(None, True), (timedelta(hours=2), False), (timedelta(minutes=1), True)]
)
def test_a_job_left_undone_is_late_unless_somebody_is_at_it(
    ran: list[datetime],
    held_for: timedelta | None,
    late: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    held_until = None if held_for is None else NOON + held_for
    ScheduledJob.objects.create(name="close-day", due_at=NOON, held_until=held_until)
    later = NOON + timedelta(minutes=31)
    with at(later):
        schedule.beat()
    assert ("“close-day” was due" in late_at(later)) is late


def test_a_job_says_what_it_does_in_the_first_sentence_of_its_function() -> None:
    def described() -> None:
        """Close the day that is over.

        More about it.
        """

    assert Job("job", HOUR, described).meaning == "Close the day that is over."
    assert Job("job", HOUR, fail).meaning == ""


@pytest.mark.parametrize("hours", [1, 6, 24])
def test_the_next_time_is_after_now_and_on_the_clock(hours: int) -> None:
    job = Job("job", timedelta(hours=hours), fail)
    after = job.next_after(NOON + timedelta(minutes=17))
    assert NOON + timedelta(minutes=17) < after <= NOON + timedelta(minutes=17, hours=hours)
    assert (after.hour % hours if hours < 24 else after.hour, after.minute) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_two_workers_run_a_job_once(at_once: AtOnce, ran: list[datetime]) -> None:
    due: Callable[[], list[str]] = schedule.run_due
    assert sorted(at_once(due, due)) == [[], ["close-day"]]
    assert len(ran) == 1
