"""The trial balance finds what was done to the ledger behind its back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from tests.factories import with_example

from thriving.evidence import actions, check, ledger
from thriving.evidence.asked import Asked
from thriving.evidence.commands import evidence
from thriving.evidence.derivations import derivations
from thriving.evidence.statements import Statement
from thriving.kernel import clock, triggers
from thriving.kernel.words import Words

pytestmark = pytest.mark.django_db
A_DAY = date(2020, 3, 1)
STATED = [Statement("pilot.data_contributed", name, A_DAY, source="m-1") for name in ("museum", "archive")]


@pytest.fixture
def asked(db: None) -> Asked:
    said = with_example({"kind": "distinct", "fact": "pilot.data_contributed", "unit": {"code": "partner"}})
    version = actions.define_measure("partners", said, title=Words(en="Partners"), by="test")
    with clock.stopped_at(datetime(2020, 3, 2, tzinfo=UTC)):
        actions.state(STATED, by="test")
    return Asked.of(version)


def tamper(*sql: str) -> None:
    with triggers.lifted(), connection.cursor() as cursor:
        for each in sql:
            cursor.execute(each)


def found() -> list[str]:
    return list(check.mismatches())


def test_a_sound_ledger_has_no_mismatch(asked: Asked) -> None:
    actions.publish("plan", [asked], on=A_DAY, by="test")
    ledger.number_on(A_DAY)
    assert found() == []


def test_progress_is_told(asked: Asked) -> None:
    told: list[tuple[int, int]] = []
    list(check.mismatches(lambda done, parts: told.append((done, parts))))
    parts = told[-1][1]
    assert told == [(done, parts) for done in range(parts + 1)]


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("UPDATE evidence_ledger SET last_number = 1", "The last number given out is 1"),
        (
            "UPDATE evidence_fact SET recorded_at = '2020-03-09' WHERE number = 1",
            "Record 2 was recorded before",
        ),
        ("UPDATE evidence_fact SET kind = 'no.kind' WHERE number = 1", "There is no kind of record"),
        (
            "UPDATE evidence_fact SET subject = 'Ada Lovelace' WHERE number = 1",
            "Record 1: The subject must be",
        ),
        (
            'UPDATE evidence_fact SET dimensions = \'{"community_type": "South Asia"}\'',
            "cannot stand in “community_type”",
        ),
        (
            "UPDATE evidence_fact SET subject = 'x' WHERE number = 1",
            "with another number than the ledger gives",
        ),
        ("DELETE FROM evidence_fact WHERE number = 1", "with another number than the ledger gives now"),
        ("UPDATE evidence_ledgerday SET last_number = 1", "What was known on 2020-03-02 is no longer"),
    ],
)
def test_what_was_done_behind_its_back_is_found(asked: Asked, sql: str, sentence: str) -> None:
    ledger.number_on(date(2020, 3, 2))
    actions.publish("plan", [asked], on=A_DAY, by="test")
    if "subject = 'x'" in sql:  # one subject fewer, the same records: only the value can tell
        sql = "UPDATE evidence_fact SET subject = 'museum'"
    tamper(sql)
    assert any(sentence in each for each in found()), found()


def test_two_facts_at_a_time_are_found(asked: Asked) -> None:
    actions.state([Statement("pilot.data_contributed", "museum", date(2020, 3, 2), source="m-1")], by="test")
    tamper("UPDATE evidence_fact SET superseded_number = 9 WHERE superseded_number = 3")
    assert "Records 1 and 3 say the same thing at the same time." in found()


def test_a_recount_that_differs_is_found(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = check.recount
    monkeypatch.setattr(check, "recount", lambda question, as_of: honest(question, type(as_of)(as_of.on, 1)))
    assert found() == ["“partners” says 2, but a recount of its list says 1."]


@pytest.mark.parametrize(
    ("derived", "sentence"),
    [
        (STATED[:1], "“m-1|archive” (pilot.data_contributed) is in the ledger but not in the records."),
        (
            [*STATED, Statement("pilot.data_contributed", "x", A_DAY)],
            "“|x” (pilot.data_contributed) is in the records but not",
        ),
        (
            [STATED[0], Statement("pilot.data_contributed", "archive", date(2020, 3, 2), source="m-1")],
            "differs between",
        ),
    ],
)
def test_the_ledger_is_held_against_its_records(
    asked: Asked, derived: Iterable[Statement], sentence: str
) -> None:
    with derivations.temporarily("pilot.data_contributed", lambda: derived):
        [mismatch] = found()
    assert sentence in mismatch


def run(*arguments: str) -> Any:
    return CliRunner().invoke(evidence, arguments)


def test_the_command_says_that_everything_adds_up(asked: Asked) -> None:
    result = run("check")
    assert (result.exit_code, result.output.strip().splitlines()[-1]) == (0, "Everything adds up.")


def test_the_command_lists_mismatches_and_fails(asked: Asked) -> None:
    tamper("UPDATE evidence_fact SET recorded_at = '2020-03-09' WHERE number = 1")
    result = run("check")
    assert result.exit_code == 1
    assert result.output.splitlines()[-3:] == [
        "Record 2 was recorded before the one that precedes it.",
        "Records 1 to 2, or the closing of earlier ones by them, are not as they were stated.",
        "Error: 2 things do not add up.",
    ]


def test_the_command_lists_measures_and_kinds(asked: Asked) -> None:
    assert run("measures").output == "partners (distinct, version 1): Partners\n"
    assert "partner.met: A partner took part" in run("kinds").output
