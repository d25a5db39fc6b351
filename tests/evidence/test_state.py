"""Stating, correcting and withdrawing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from tests.evidence.histories import History, histories, live_through, undone

from thriving.evidence import actions, ledger
from thriving.evidence.actions import Stated
from thriving.evidence.check import mismatches
from thriving.evidence.models import Fact, Origin
from thriving.evidence.statements import Statement, StatementRefused
from thriving.kernel import clock, diary

pytestmark = pytest.mark.django_db
A_DAY = date(2020, 3, 1)


def partner(subject: str = "museum", region: str = "south-asia", **more: Any) -> Statement:
    return Statement("partner.met", subject, A_DAY, dimensions={"region": region}, **more)


def state(*statements: Statement, **more: Any) -> Stated:
    return actions.state(statements, by="test", **more)


def current() -> list[Fact]:
    return list(Fact.objects.filter(superseded_number=None).order_by("number"))


def test_a_statement_becomes_a_fact() -> None:
    with clock.stopped_at(datetime(2020, 3, 2, 12, tzinfo=UTC)):
        assert state(partner(source="meeting-1")) == Stated(written=1, corrected=0, unchanged=0)
    [fact] = current()
    assert (fact.number, fact.subject, fact.occurred_on, fact.dimensions) == (
        1,
        "museum",
        A_DAY,
        {"region": "south-asia"},
    )
    assert (fact.source, fact.origin, fact.visibility) == ("meeting-1", Origin.RECORD, "public")
    assert fact.recorded_at == datetime(2020, 3, 2, 12, tzinfo=UTC)


def test_the_same_again_writes_nothing() -> None:
    state(partner())
    before = ledger.position(), diary.checkpoint()
    assert state(partner(), partner()) == Stated(0, 0, 1)
    assert (ledger.position(), diary.checkpoint().number) == (before[0], before[1].number)


@pytest.mark.parametrize("value", ["2.5", "0.1", "-3.141593", "999999999.999999", "0", "1e3"])
def test_a_value_comes_back_as_it_was_said(value: str) -> None:
    said = Statement("stated.value", "trained", A_DAY, Decimal(value))
    state(said)
    assert state(said) == Stated(0, 0, 1)
    assert Fact.objects.get().value == Decimal(value)


def test_a_correction_closes_what_stood() -> None:
    state(partner(region="south-asia"))
    assert state(partner(region="north-america"), partner("archive")) == Stated(1, 1, 0)
    old, *new = Fact.objects.order_by("number")
    assert (old.superseded_number, old.dimensions["region"]) == (2, "south-asia")
    assert sorted((fact.subject, fact.number) for fact in new) == [("archive", 2), ("museum", 3)]


def test_what_is_withdrawn_stays_known_as_of_earlier() -> None:
    state(partner(), partner("archive"))
    assert actions.retract("partner.met", ["|museum", "|nobody"], by="test", why="Did not come.") == 1
    assert [fact.subject for fact in current()] == ["archive"]
    assert (Fact.objects.get(subject="museum").superseded_number, ledger.position()) == (3, 3)
    assert state(partner()) == Stated(1, 0, 0)


def test_withdrawing_nothing_changes_nothing() -> None:
    assert actions.retract("partner.met", ["|nobody"], by="test", why="To be sure.") == 0
    assert ledger.position() == 0


def test_withdrawing_needs_a_reason() -> None:
    with pytest.raises(StatementRefused, match="Say why"):
        actions.retract("partner.met", ["|museum"], by="test", why=" ")


def test_one_bad_statement_refuses_all() -> None:
    with pytest.raises(StatementRefused, match="cannot stand"):
        state(partner(), partner("archive", region="South Asia"))
    assert not Fact.objects.exists()


def test_saying_one_thing_in_two_ways_is_refused() -> None:
    with pytest.raises(StatementRefused, match="is stated twice"):
        state(partner(region="south-asia"), partner(region="north-america"))


def test_what_others_have_stated_meanwhile_is_not_overwritten() -> None:
    seen = ledger.position()
    state(partner(region="south-asia"))
    with pytest.raises(StatementRefused, match="Somebody else has just stated"):
        state(partner(region="north-america"), seen=seen)
    with pytest.raises(StatementRefused, match="Somebody else"):
        actions.retract("partner.met", ["|museum"], by="test", why="An error.", seen=seen)
    assert state(partner(region="south-asia"), seen=seen) == Stated(0, 0, 1)


def test_the_diary_tells_who_and_how_many() -> None:
    state(partner(), partner("archive"))
    state(partner(region="north-america"))
    actions.retract("partner.met", ["|archive"], by="test", why="Never met.")
    noted = [
        (entry.verb, entry.body or {}) for entry in diary.entries_about("evidence.ledger").order_by("number")
    ]
    numbers = [told.pop("ledger")["numbers"] for _verb, told in noted]
    assert noted == [
        ("stated", {"kinds": {"partner.met": 2}, "corrected": 0, "why": ""}),
        ("stated", {"kinds": {"partner.met": 1}, "corrected": 1, "why": ""}),
        ("retracted", {"kind": "partner.met", "facts": 1, "why": "Never met."}),
    ]
    assert numbers == [[1, 2], [3, 3], [4, 4]]


def test_a_statement_that_is_rolled_back_leaves_no_gap() -> None:
    with transaction.atomic():
        state(partner())
        transaction.set_rollback(True)
    state(partner("archive"))
    assert [fact.number for fact in current()] == [1]


def test_recording_never_goes_back_in_time() -> None:
    late, early = datetime(2020, 4, 2, tzinfo=UTC), datetime(2020, 4, 1, tzinfo=UTC)
    for moment, name in ((late, "one"), (early, "two")):
        with clock.stopped_at(moment):
            state(partner(name))
    assert [fact.recorded_at for fact in current()] == [late, late]


def test_many_statements_cost_few_queries(django_assert_max_num_queries: Any) -> None:
    many = [partner(f"partner-{number}") for number in range(2_000)]
    rows_at_once = 60 if connection.vendor == "sqlite" else 5_000
    keys_at_once = 999 if connection.vendor == "sqlite" else 5_000
    most = 2_000 // rows_at_once + 2_000 // keys_at_once + 16
    with django_assert_max_num_queries(most):
        assert state(*many).written == 2_000
    with django_assert_max_num_queries(2_000 // keys_at_once + 8):
        assert state(*many).unchanged == 2_000


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE evidence_fact SET subject = 'x'",
        "UPDATE evidence_fact SET number = 9",
        "DELETE FROM evidence_fact",
    ],
)
def test_the_database_refuses_to_change_a_fact(change: str) -> None:
    state(partner())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert Fact.objects.get().subject == "museum"


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(history=histories())
def test_whatever_happens_the_ledger_adds_up(history: History) -> None:
    with undone():
        live_through(history)
        # Values stated here come without the records that would leave them.
        assert [sentence for sentence in mismatches() if "stated.value" not in sentence] == []
