"""What is published stays what it was, and can be recomputed at any later time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from tests.evidence.histories import BY_KIND, FIRST, History, days, histories, live_through, undone
from tests.factories import with_example

from thriving.evidence import actions, ledger, releases
from thriving.evidence.asked import Asked
from thriving.evidence.measures import AsOf, Question, Reading, recount
from thriving.evidence.models import Release, Snapshot
from thriving.evidence.statements import Statement
from thriving.kernel import clock, diary
from thriving.kernel.words import Words

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2020, 3, 31), date(2020, 4, 10)
PARTNERS = {"kind": "distinct", "fact": "partner.met", "unit": {"code": "partner"}}


def meet(name: str, day: date = MARCH, **more: Any) -> None:
    actions.state([Statement("partner.met", name, day, **more)], by="test")


@pytest.fixture
def asked(db: None) -> Asked:
    said = with_example(PARTNERS)
    return Asked.of(actions.define_measure("partners", said, title=Words(en="Partners"), by="test"))


def publish(*asked: Asked, **more: Any) -> Release:
    return actions.publish("plan", asked, by="test", **({"on": MARCH} | more))


def at(day: date) -> Any:
    return clock.stopped_at(datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=12))


def test_a_release_fixes_its_numbers(asked: Asked) -> None:
    with at(MARCH):
        meet("museum")
        meet("archive", date(2020, 1, 15))
        release = publish(asked)
        meet("library")
    snapshot = release.snapshots.get()
    assert (release.known_number, release.known_on) == (2, MARCH)
    assert Reading.from_json(snapshot.reading) == Reading(
        Decimal(2), subjects=2, rows=2, latest=MARCH, rows_by_visibility={"public": 2}
    )
    assert releases.series_of(snapshot)[-3:] == (
        (date(2020, 1, 31), Decimal(1)),
        (date(2020, 2, 29), Decimal(1)),
        (MARCH, Decimal(2)),
    )
    assert releases.verify(release) == []


def test_late_records_are_in_the_corrected_release(asked: Asked) -> None:
    with at(MARCH):
        meet("museum")
        first = publish(asked)
    with at(APRIL):
        meet("archive")
        actions.retract("partner.met", ["|museum"], by="test", why="Did not come.")
        meet("library")
        second = publish(asked, corrects=first, note=Words(en="Two came late."))
    assert [each.snapshots.get().reading["value"] for each in (first, second)] == ["1", "2"]
    assert (second.corrects, second.note, second.known_on) == (first, {"en": "Two came late."}, APRIL)
    assert releases.verify(first) == releases.verify(second) == []


def test_a_past_day_can_be_published(asked: Asked) -> None:
    with at(MARCH):
        meet("museum")
    with at(APRIL):
        meet("archive")
        release = publish(asked, known=MARCH)
    assert (release.known_on, release.known_number) == (MARCH, 1)


def test_one_question_is_published_once(asked: Asked) -> None:
    assert publish(asked, asked).snapshots.count() == 1


def test_the_diary_tells_of_it(asked: Asked) -> None:
    release = publish(asked)
    [entry] = diary.entries_about(release)
    assert (entry.verb, (entry.body or {})["plan"]) == ("published", "plan")


@pytest.mark.parametrize("table", ["evidence_release", "evidence_snapshot"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_change_it(asked: Asked, table: str, change: str) -> None:
    publish(asked)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table))


def test_the_digest_tells_two_lists_apart(asked: Asked) -> None:
    meet("museum")
    one = releases.digest(asked.question, AsOf(MARCH, ledger.position()))
    meet("archive")
    other = releases.digest(asked.question, AsOf(MARCH, ledger.position()))
    assert one != other
    assert one == releases.digest(asked.question, AsOf(MARCH, 1))


def test_a_tampered_fact_shows(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    meet("museum")
    release = publish(asked)
    monkeypatch.setattr(releases, "digest", lambda *_asked: "another")
    assert releases.verify(release) == ["partners"]


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    before=histories(),
    after=histories(),
    questions=some.lists(some.one_of(*BY_KIND.values()), min_size=1, max_size=4),
    on=days,
)
def test_every_release_recomputes_to_its_digest_later(
    asked: Asked, before: History, after: History, questions: list[Question], on: date
) -> None:
    """Whatever is corrected or withdrawn afterwards; and it is the recount of what was known then."""
    with undone(), clock.stopped_at(datetime(2020, 12, 1, tzinfo=UTC)):
        live_through(before)
        with pytest.MonkeyPatch.context() as patch:
            specifications = {question.hash: question.specification for question in questions}
            patch.setattr(
                releases,
                "question_of",
                lambda snapshot: Question.from_json(
                    specifications[snapshot.question_hash], snapshot.question
                ),
            )
            release = actions.publish(
                "plan", [Asked(asked.version, each) for each in questions], on=on, by="test"
            )
            kept = {each.question_hash: each for each in release.snapshots.all()}
            live_through(after)
            assert releases.verify(release) == []
            for question in questions:
                recounted = recount(question, releases.as_of(release))
                reading = Reading.from_json(kept[question.hash].reading)
                if not reading.fewer_than:  # a part of the people that may not be told
                    assert (reading.value, reading.rows) == (recounted.value, recounted.rows)


def test_a_question_reads_back_as_it_was_asked(asked: Asked) -> None:
    filtered = Asked.of(
        asked.version, [["region", "in", ["b", "a"]]], since=FIRST, until=MARCH, members=["x"]
    )
    publish(filtered)
    assert releases.question_of(Snapshot.objects.get()) == filtered.question
