"""What an import wrote, and what its undoing brought back, is held by the diary like any other record."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.evidence.imports.conftest import Upload, engaged, piloted

from thriving.evidence import imprints, ledger
from thriving.evidence.imports import apply, read, undo
from thriving.kernel import triggers

pytestmark = pytest.mark.django_db

LINES = [engaged("a"), piloted("alpha"), "capacity.assessed,2020-03-01,b,-3.141593,w1,k,members,,,,"]


def found() -> list[str]:
    return list(imprints.mismatches(ledger.position()))


def test_an_import_a_correction_and_its_undoing_fit(upload: Upload) -> None:
    apply(read(upload(*LINES)), by="test")
    again = apply(read(upload(piloted("alpha", day="2020-03-09"), piloted("beta"))), by="test")
    assert (ledger.position(), found()) == (5, [])
    undo(again, by="test", why="The wrong file.")
    assert (ledger.position(), found()) == (6, [])


def test_an_import_that_says_nothing_new_takes_no_number(upload: Upload) -> None:
    batch = apply(read(upload(*LINES)), by="test")
    again = apply(read(upload(*LINES)), by="test")
    undo(again, by="test", why="A test.")
    assert (ledger.position(), found()) == (batch.written, [])


@pytest.mark.parametrize("change", ["occurred_on = '2020-03-02'", "subject = 'x'", "batch_id = NULL"])
def test_an_imported_row_that_was_changed_is_found(upload: Upload, change: str) -> None:
    apply(read(upload(*LINES)), by="test")
    with triggers.lifted(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE evidence_fact SET {change} WHERE number = 3")  # noqa: S608 -- literals above
    assert found() == ["Records 1 to 3, or the closing of earlier ones by them, are not as they were stated."]
