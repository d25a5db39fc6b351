from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations import Migration
from tests.conftest import Cast

from thriving.kernel import diary, triggers
from thriving.kernel.models import DiaryEntry

postgresql_only = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")


DOES_NOTHING = "RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def entry(cast: Cast) -> DiaryEntry:
    return diary.note("plan", "opened", by=cast.lead)


@pytest.fixture
def stamped(db: None) -> Iterator[str]:
    """A table whose rows are stamped once, as facts are."""
    with triggers.guards.temporarily("kernel_stamped", triggers.Guard("kernel_stamped", stamp=("a", "b"))):
        run("CREATE TABLE kernel_stamped (id integer PRIMARY KEY, kept text, a integer, b integer)")
        triggers.make()
        run("INSERT INTO kernel_stamped (id, kept) VALUES (1, 'x'), (2, NULL)")
        yield "kernel_stamped"
        run("DROP TABLE kernel_stamped")


def test_every_guard_stands(db: None) -> None:
    assert triggers.missing() == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE kernel_diaryentry SET verb = 'closed'",
        "UPDATE kernel_diaryentry SET body = '{}'",
        "UPDATE kernel_diaryentry SET salt = NULL",
        "UPDATE kernel_diaryentry SET body = NULL",
        "UPDATE kernel_diaryentry SET body = NULL, salt = NULL, verb = 'closed'",
        "DELETE FROM kernel_diaryentry",
    ],
)
def test_the_diary_refuses(entry: DiaryEntry, change: str) -> None:
    with pytest.raises(IntegrityError, match="kernel_diaryentry keeps what was written in it"):
        run(change)


def test_the_diary_lets_a_body_be_erased(entry: DiaryEntry) -> None:
    run("UPDATE kernel_diaryentry SET body = NULL, salt = NULL")
    entry.refresh_from_db()
    assert entry.body is None


def test_a_row_is_stamped_once(stamped: str) -> None:
    run("UPDATE kernel_stamped SET a = 1, b = 2")
    with pytest.raises(IntegrityError):
        run("UPDATE kernel_stamped SET a = 1, b = 2 WHERE id = 1")


@pytest.mark.parametrize(
    "change",
    ["a = 1", "a = 1, b = NULL", "a = 1, b = 2, kept = 'y'", "a = 1, b = 2, id = id + 5", "kept = kept"],
)
def test_a_stamp_is_whole_and_alone(stamped: str, change: str) -> None:
    with pytest.raises(IntegrityError):
        run(f"UPDATE kernel_stamped SET {change} WHERE id = 2")  # noqa: S608 -- a literal of this test


@pytest.fixture
def moving(db: None) -> Iterator[str]:
    """A table whose rows have a life, as numbers do that somebody typed."""
    with triggers.guards.temporarily(
        "kernel_moving", triggers.Guard("kernel_moving", move=("state", "note"))
    ):
        run("CREATE TABLE kernel_moving (id integer PRIMARY KEY, kept text, state text, note text)")
        triggers.make()
        run("INSERT INTO kernel_moving (id, kept) VALUES (1, 'x')")
        yield "kernel_moving"
        run("DROP TABLE kernel_moving")


def test_a_record_moves_on_as_often_as_it_takes(moving: str) -> None:
    for change in ("state = 'open'", "state = 'done', note = 'y'", "note = NULL"):
        run(f"UPDATE kernel_moving SET {change}")  # noqa: S608 -- literals of this test


@pytest.mark.parametrize("change", ["kept = 'y'", "state = 'done', kept = 'y'", "id = 2"])
def test_a_record_that_moves_keeps_what_it_says(moving: str, change: str) -> None:
    with pytest.raises(IntegrityError):
        run(f"UPDATE kernel_moving SET {change}")  # noqa: S608 -- literals of this test


def test_a_row_cannot_be_written_over(stamped: str) -> None:
    ways = ["INSERT INTO kernel_stamped (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET kept = 'y'"]
    if connection.vendor == "sqlite":
        ways.append("INSERT OR REPLACE INTO kernel_stamped (id, kept) VALUES (1, 'y')")
    for way in ways:
        with pytest.raises(IntegrityError):
            run(way)


def test_a_column_can_be_dropped_by_a_migration_and_the_guard_stands_again(stamped: str) -> None:
    plan = [(Migration("0002_drop", "kernel"), False)]
    emit_pre_migrate_signal(verbosity=0, interactive=False, db="default", plan=plan)
    run("ALTER TABLE kernel_stamped DROP COLUMN kept")
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert triggers.missing() == []
    with pytest.raises(IntegrityError):
        run("DELETE FROM kernel_stamped")


def test_a_migration_without_anything_to_do_lifts_no_guard(db: None) -> None:
    emit_pre_migrate_signal(verbosity=0, interactive=False, db="default", plan=[])
    assert triggers.missing() == []


@postgresql_only
def test_truncate_is_refused(entry: DiaryEntry) -> None:
    with pytest.raises(IntegrityError):
        run("TRUNCATE kernel_diaryentry CASCADE")


@postgresql_only
@pytest.mark.parametrize(
    "sabotage",
    [
        "ALTER TABLE kernel_diaryentry DISABLE TRIGGER kernel_diaryentry_guard_rows",
        "DROP TRIGGER kernel_diaryentry_guard_truncate ON kernel_diaryentry",
        f"CREATE OR REPLACE FUNCTION kernel_diaryentry_guard() {DOES_NOTHING}",
    ],
)
def test_a_weakened_guard_is_missing_until_made_again(db: None, sabotage: str) -> None:
    run(sabotage)
    assert triggers.missing() == ["kernel_diaryentry"]
    triggers.make()
    assert triggers.missing() == []


def test_a_guard_that_was_lifted_is_missing(db: None) -> None:
    triggers.lift()
    assert "kernel_diaryentry" in triggers.missing()
    triggers.make()


def test_guards_come_back_even_when_loading_fails(db: None) -> None:
    with pytest.raises(ValueError, match="torn file"), triggers.lifted():
        raise ValueError("torn file")
    assert triggers.missing() == []


@pytest.mark.django_db(transaction=True)
def test_a_rebuilt_table_is_guarded_again() -> None:
    with transaction.atomic():
        diary.note("plan", "opened", by=None)
    before, after = (models.CharField(max_length=length) for length in (60, 90))
    for field in (before, after):
        field.set_attributes_from_name("verb")
    with connection.schema_editor() as editor:
        editor.alter_field(DiaryEntry, before, after)
    assert (triggers.missing() != []) is (connection.vendor == "sqlite")
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert triggers.missing() == []
    with pytest.raises(IntegrityError):
        run("UPDATE kernel_diaryentry SET verb = 'closed'")
    with connection.schema_editor() as editor:
        editor.alter_field(DiaryEntry, after, before)
