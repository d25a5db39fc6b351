"""Numbers in the order of commits, and days that are closed once, with writers that work at the same time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from functools import partial
from threading import Event
from time import sleep
from typing import Any

import pytest
from django.db import connection, connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from tests.evidence.histories import History, histories, live_through, undone
from tests.factories import with_example

from thriving.evidence import actions, ledger, releases
from thriving.evidence.actions import Stated
from thriving.evidence.asked import Asked
from thriving.evidence.models import Fact, LedgerDay
from thriving.evidence.statements import Statement, StatementRefused
from thriving.kernel import clock
from thriving.kernel.words import Words

APRIL = date(2020, 4, 1)
NOON = datetime(2020, 4, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
AtOnce = Callable[..., list[Any]]


def finding(subject: str, **more: Any) -> Statement:
    return Statement("experiment.finished", subject, date(2020, 3, 1), **more)


def state(*subjects: str) -> Stated:
    return actions.state([finding(subject) for subject in subjects], by="test")


@pytest.mark.django_db
def test_an_empty_ledger_knows_nothing() -> None:
    assert ledger.position() == 0
    assert ledger.number_on(APRIL) == 0


@pytest.mark.django_db
def test_a_day_knows_what_was_recorded_by_its_end() -> None:
    for day, subject in ((0, "one"), (0, "two"), (3, "three")):
        with clock.stopped_at(NOON + timedelta(days=day)):
            state(subject)
    with clock.stopped_at(NOON + timedelta(days=9)):
        known = [ledger.number_on(APRIL + timedelta(days=day)) for day in range(-1, 6)]
    assert known == [0, 2, 2, 2, 3, 3, 3]


@pytest.mark.django_db
def test_a_withdrawal_is_known_from_its_day_on() -> None:
    with clock.stopped_at(NOON):
        state("one")
    with clock.stopped_at(LATER):
        actions.retract("experiment.finished", ["|one"], by="test", why="Not finished.")
    with clock.stopped_at(LATER + timedelta(days=1)):
        assert (ledger.number_on(APRIL), ledger.number_on(LATER.date())) == (1, 2)


@pytest.mark.django_db
def test_today_knows_what_is_known_now() -> None:
    with clock.stopped_at(NOON):
        state("one")
        assert ledger.number_on(APRIL) == ledger.number_on(APRIL + timedelta(days=30)) == 1
        state("two")
        assert ledger.number_on(APRIL) == 2
    assert not LedgerDay.objects.exists()


@pytest.mark.django_db
def test_a_closed_day_stays_closed_though_a_clock_runs_late() -> None:
    with clock.stopped_at(NOON):
        state("one")
    with clock.stopped_at(LATER):
        assert ledger.number_on(APRIL) == 1
    with clock.stopped_at(NOON + timedelta(hours=1)):
        state("two")
    assert Fact.objects.get(subject="two").recorded_at == ledger.end_of(APRIL)
    with clock.stopped_at(LATER):
        assert ledger.number_on(APRIL) == ledger.last_recorded_by(APRIL) == 1


@pytest.mark.django_db
def test_closing_a_day_again_costs_one_query(django_assert_num_queries: Any) -> None:
    with clock.stopped_at(LATER):
        ledger.number_on(APRIL)
        with django_assert_num_queries(1):
            ledger.number_on(APRIL)


@pytest.mark.django_db
@settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(history=histories())
def test_numbers_and_moments_rise_together(history: History) -> None:
    with undone():
        live_through(history)
        facts = list(Fact.objects.order_by("number"))
        assert [fact.recorded_at for fact in facts] == sorted(fact.recorded_at for fact in facts)
        assert all(fact.number <= ledger.position() for fact in facts)


def test_writers_at_once_get_numbers_without_gap_or_double(at_once: AtOnce) -> None:
    answers = at_once(*(partial(state, f"{name}-1", f"{name}-2") for name in "abcd"))
    assert answers == [Stated(2, 0, 0)] * 4
    assert list(Fact.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 9))
    assert ledger.position() == 8


def test_of_two_writers_of_one_thing_the_second_is_told(at_once: AtOnce) -> None:
    """Both looked before either wrote, so the second must not overwrite what it has not seen."""
    said = ([finding("one", dimensions={"framework": framework})] for framework in ("box", "kit"))
    answers = at_once(*(partial(actions.state, each, by="test", seen=0) for each in said))
    refused = [answer for answer in answers if isinstance(answer, StatementRefused)]
    assert len(refused) == 1
    assert refused[0].messages == ["Somebody else has just stated “|one”. Look at it again, then decide."]
    assert Fact.objects.count() == 1


def test_two_who_say_the_same_both_succeed(at_once: AtOnce) -> None:
    answers = at_once(lambda: state("one"), lambda: state("one"))
    assert sorted(answer.written for answer in answers) == [0, 1]


def test_two_who_close_a_day_agree(at_once: AtOnce) -> None:
    with clock.stopped_at(NOON):
        state("one")
    with clock.stopped_at(LATER):
        assert at_once(*[lambda: ledger.number_on(APRIL)] * 3) == [1, 1, 1]
    assert LedgerDay.objects.get().last_number == 1


class OpenTransaction:
    """Somebody else who has stated something, and has not committed yet."""

    def __init__(self, threads: ThreadPoolExecutor, subject: str) -> None:
        self.stated, self.may_commit = Event(), Event()
        self.done = threads.submit(self._work, subject)
        assert self.stated.wait(30)

    def _work(self, subject: str) -> None:
        try:
            with transaction.atomic():
                state(subject)
                self.stated.set()
                assert self.may_commit.wait(30)
        finally:
            connections.close_all()

    def commit(self) -> None:
        self.may_commit.set()
        self.done.result(30)


def wait_until_somebody_waits() -> None:
    """Until a transaction waits for the turn that another one holds."""
    for _try in range(300):
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            if cursor.fetchone()[0]:
                return
        sleep(0.1)
    raise TimeoutError


only_with_many_writers = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one writer in: nobody can publish meanwhile"
)


@only_with_many_writers
@pytest.mark.django_db(transaction=True)
def test_a_release_does_not_know_what_is_not_committed_yet() -> None:
    """Its number stays below those of the open transaction, so its value can be recomputed for ever."""
    version = actions.define_measure(
        "experiments",
        with_example({"kind": "distinct", "fact": "experiment.finished", "unit": {"code": "experiment"}}),
        title=Words(en="Experiments"),
        by="test",
    )
    asked = Asked.of(version)
    with ThreadPoolExecutor(2) as threads, clock.stopped_at(NOON):
        state("one")
        other = OpenTransaction(threads, "two")
        publishing = threads.submit(_closing, lambda: actions.publish("plan", [asked], on=APRIL, by="test"))
        # What it tells is fixed by now; only its note in the diary waits for its turn.
        wait_until_somebody_waits()
        other.commit()
        release = publishing.result(30)
        assert release.known_number == 1
        assert release.snapshots.get().reading["value"] == "1"
        assert releases.verify(release) == []
        assert ledger.position() == 2


@only_with_many_writers
@pytest.mark.django_db(transaction=True)
def test_a_past_day_waits_for_who_recorded_on_it() -> None:
    """Whoever recorded something before midnight and commits after it belongs to the day."""
    with ThreadPoolExecutor(2) as threads:
        with clock.stopped_at(NOON):
            state("one")
            other = OpenTransaction(threads, "two")
        with clock.stopped_at(LATER):
            asking = threads.submit(_closing, lambda: ledger.number_on(APRIL))
            with pytest.raises(TimeoutError):
                asking.result(0.5)
            other.commit()
            assert asking.result(30) == 2
            assert ledger.number_on(APRIL) == 2


def _closing(work: Callable[[], Any]) -> Any:
    try:
        return work()
    finally:
        connections.close_all()
