"""What a row says is held by the diary: whoever goes round the guards is found, also between releases."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection

from thriving.evidence import actions, imprints, ledger
from thriving.evidence.models import Fact
from thriving.evidence.statements import Statement
from thriving.kernel import clock, diary, triggers

pytestmark = pytest.mark.django_db
A_DAY = date(2020, 3, 1)
MARCH = datetime(2020, 3, 2, 9, 30, 0, 123456, tzinfo=UTC)
CHANGED = ["Records 1 to 2, or the closing of earlier ones by them, are not as they were stated."]


def partner(name: str, region: str = "south-asia") -> Statement:
    return Statement("partner.met", name, A_DAY, dimensions={"region": region}, source="m-1")


def rated(value: str) -> Statement:
    return Statement("capacity.assessed", "0" * 32, A_DAY, value=Decimal(value), source="w-1")


@pytest.fixture(autouse=True)
def stated(db: None) -> None:
    with clock.stopped_at(MARCH):
        actions.state([partner("museum"), partner("archive")], by="test")


def found() -> list[str]:
    return list(imprints.mismatches(ledger.position()))


def tamper(sql: str) -> None:
    with triggers.lifted(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_what_was_stated_corrected_and_withdrawn_fits() -> None:
    actions.state([partner("museum", region="esap"), rated("-0.0"), partner("مكتبة")], by="test")
    actions.retract("partner.met", ["m-1|archive"], by="test", why="Never met.")
    assert found() == []


@pytest.mark.parametrize(
    "change",
    [
        "occurred_on = '2020-03-02'",
        'dimensions = \'{"region": "north-america"}\'',
        "subject = 'library'",
        "natural_key = 'another'",
        "source = 'm-2'",
        "visibility = 'sealed'",
        "origin = 'import'",
        "value = 1",
        "recorded_at = '2020-03-02 09:30:00.123457'",
    ],
)
def test_a_changed_row_is_found(change: str) -> None:
    tamper(f"UPDATE evidence_fact SET {change} WHERE number = 2")  # noqa: S608 -- literals above
    assert found() == CHANGED


def test_a_row_that_is_gone_is_found() -> None:
    tamper("DELETE FROM evidence_fact WHERE number = 1")
    assert found() == CHANGED


def test_a_closing_that_nobody_stated_is_found() -> None:
    """The guard lets a row be closed once: by whom, only the diary can tell."""
    actions.state([partner("library")], by="test")
    Fact.objects.filter(number=1).update(superseded_number=3, superseded_at=MARCH)
    assert found() == [CHANGED[0].replace("1 to 2", "3 to 3")]


def test_a_row_past_the_actions_is_found() -> None:
    fact = Fact.objects.get(number=1)
    fact.number, fact.natural_key = 3, "another"
    fact.save(force_insert=True)
    assert list(imprints.mismatches(3)) == [
        "Numbers 3 to 3 were given out, and the diary does not say for what."
    ]


def test_an_entry_that_was_erased_leaves_its_numbers_unknown() -> None:
    actions.state([partner("library")], by="test")
    diary.erase(diary.entries_about(imprints.LEDGER).get(number=1), by="test", why="A test.")
    assert found() == ["Numbers 1 to 2 were given out, and the diary does not say for what."]
