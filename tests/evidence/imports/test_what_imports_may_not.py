"""What no file may do: count what nobody confirmed, show to more readers, bring back what was withdrawn."""

from __future__ import annotations

import pytest
from tests.evidence.imports.conftest import Upload, csv_file, piloted

from thriving.evidence.imports import apply, read, receive, undo
from thriving.evidence.models import Batch, Fact, Visibility

pytestmark = pytest.mark.django_db


def faults(batch: Batch) -> list[list[str]]:
    return [fault for row in batch.staged.all() for fault in row.faults]


def imported(upload: Upload, *lines: str) -> Batch:
    return apply(read(upload(*lines)), by="test")


def standing() -> list[str]:
    return [str(fact.occurred_on) for fact in Fact.objects.filter(superseded_number=None)]


def test_a_number_that_needs_a_second_person_is_never_imported(db: None) -> None:
    line = "stated.value,2020-03-01,trained,999,,,trained"
    header = "kind,occurred_on,subject,value,source,key,measure"
    batch = read(receive(csv_file(line, header=header), by="test"))
    assert [column for column, _sentence in faults(batch)] == ["kind"]


@pytest.mark.parametrize("key", ["Jane Doe", "jane@example.org", "k" * 121, "a|b"])
def test_a_key_is_never_a_name(upload: Upload, key: str) -> None:
    batch = read(upload(f"pilot.data_contributed,2020-03-01,alpha,,,{key},,,thematic,es,"))
    assert "key" in {column for column, _sentence in faults(batch)}


@pytest.mark.parametrize("visibility", ["", "public"])
def test_a_record_shown_to_few_is_not_shown_to_more(upload: Upload, visibility: str) -> None:
    narrow = f"pilot.data_contributed,2020-03-01,alpha,,,,{Visibility.SEALED},,thematic,es,"
    wide = f"pilot.data_contributed,2020-03-02,alpha,,,,{visibility},,thematic,es,"
    imported(upload, narrow)
    batch = read(upload(wide))
    assert [column for column, _sentence in faults(batch)] == ["visibility"]


def test_undoing_two_imports_brings_neither_back(upload: Upload) -> None:
    first = imported(upload, piloted("alpha", "2020-03-01"))
    second = imported(upload, piloted("alpha", "2020-03-02"))
    undo(first, by="test", why="the wrong file")
    assert standing() == ["2020-03-02"]
    undo(second, by="test", why="that too")
    assert standing() == []


def test_undoing_two_imports_brings_back_what_stood_before_both(upload: Upload) -> None:
    original = imported(upload, piloted("alpha", "2020-03-01"))
    first = imported(upload, piloted("alpha", "2020-03-02"))
    second = imported(upload, piloted("alpha", "2020-03-03"))
    undo(first, by="test", why="the wrong file")
    undo(second, by="test", why="that too")
    assert standing() == ["2020-03-01"]
    assert Fact.objects.get(superseded_number=None).batch == original
