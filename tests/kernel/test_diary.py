from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from time import sleep
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.transaction import TransactionManagementError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from tests.conftest import AtOnce, Cast

from thriving.kernel import clock, diary, triggers
from thriving.kernel.diary import Break, Checkpoint
from thriving.kernel.models import DiaryEntry

NOON = datetime(2020, 4, 15, 12, tzinfo=UTC)


def entry(number: int) -> DiaryEntry:
    return DiaryEntry.objects.get(number=number)


def write(times: int) -> None:
    for number in range(times):
        diary.note("plan", f"changed {number}", by="a command", why="Because.", body={"value": number})


def tamper(entry_number: int, **values: Any) -> None:
    """What only somebody who owns the database could do: go round the triggers."""
    with triggers.lifted():
        DiaryEntry.objects.filter(number=entry_number).update(**values)


def numbers(breaks: list[Break]) -> list[int]:
    return [each.number for each in breaks]


def test_an_entry_tells_who_what_when_and_why(cast: Cast) -> None:
    with clock.stopped_at(NOON):
        noted = diary.note(cast.lead, "closed", by=cast.evaluator, why="Done.", body={"sum": Decimal("1.50")})
    stored = entry(noted.number)
    assert (stored.at, stored.actor, stored.verb) == (NOON, cast.evaluator.key, "closed")
    assert stored.subject == f"movement.person:{cast.lead.key}"
    assert (stored.why, stored.body) == ("Done.", {"sum": "1.50", "why": "Done."})
    assert list(diary.entries_about(cast.lead)) == [stored]


def test_a_command_or_nobody_can_be_the_actor(cast: Cast) -> None:
    actors = [diary.note("plan", "loaded", by=by).actor for by in ("thriving plan load", None, cast.visitor)]
    assert actors == ["thriving plan load", "", ""]


@pytest.mark.django_db(transaction=True)
def test_a_note_needs_a_transaction() -> None:
    with pytest.raises(TransactionManagementError):
        diary.note("plan", "opened", by=None)


@pytest.mark.django_db
def test_a_note_goes_with_its_transaction() -> None:
    write(1)
    with transaction.atomic():
        write(2)
        transaction.set_rollback(True)
    write(1)
    assert (diary.checkpoint().number, diary.verify()) == (2, [])


texts = some.text(some.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
words = some.text(max_size=8)
plain = (
    some.none()
    | some.booleans()
    | some.integers()
    | some.floats(allow_nan=False, allow_infinity=False)
    | words
)
nested = some.recursive(
    plain, lambda inner: some.lists(inner) | some.dictionaries(words, inner), max_leaves=5
)
bodies = some.dictionaries(words, nested, max_size=3)


# Every example writes in a transaction of its own and takes it back.
each_alone = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)


@each_alone
@given(told=some.lists(some.tuples(texts, texts, bodies), max_size=4))
def test_whatever_is_told_can_be_verified(db: None, told: list[tuple[str, str, dict[str, Any]]]) -> None:
    with transaction.atomic():
        for subject, why, body in told:
            noted = diary.note(subject, "told", by="somebody", why=why, body=body)
            assert entry(noted.number).body == {**body, "why": why}
        assert diary.verify(diary.checkpoint()) == []
        transaction.set_rollback(True)


columns = some.sampled_from(
    ["at", "actor", "verb", "subject", "commitment", "previous", "hash", "written", "salt", "number"]
)


@pytest.fixture
def unguarded(db: None) -> Iterator[None]:
    """Once for all examples of a test: lifting every guard takes longer than each of them."""
    with triggers.lifted():
        yield


@each_alone
@given(number=some.integers(1, 4), column=columns, character=some.sampled_from("0a{"))
def test_an_edited_row_is_found(unguarded: None, number: int, column: str, character: str) -> None:
    with transaction.atomic():
        write(4)
        edited: dict[str, Any] = {"at": NOON, "number": 99}
        DiaryEntry.objects.filter(number=number).update(**{column: edited.get(column, character)})
        assert diary.verify() != []
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_changed_body_is_told_from_a_changed_entry() -> None:
    write(3)
    tamper(2, written=diary.canonical({"value": 1, "why": "Another reason."}))
    assert diary.verify() == [Break(2, "What this entry tells was changed after it was written.")]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 2])
def test_a_deleted_row_is_found(number: int) -> None:
    write(3)
    with triggers.lifted():
        entry(number).delete()
    assert numbers(diary.verify()) == [number, number + 1]


@pytest.mark.django_db
def test_reordered_rows_are_found() -> None:
    write(4)
    with triggers.lifted():
        for before, after in ((2, 50), (3, 2), (50, 3)):
            DiaryEntry.objects.filter(number=before).update(number=after)
    assert {2, 3} <= set(numbers(diary.verify()))


@pytest.mark.django_db
def test_a_cut_tail_is_found_against_a_checkpoint() -> None:
    write(3)
    seen = Checkpoint.read(str(diary.checkpoint()))
    with triggers.lifted():
        entry(3).delete()
    assert diary.verify() == []
    assert numbers(diary.verify(seen)) == [3]


@pytest.mark.django_db
def test_a_chain_written_anew_is_found_against_a_checkpoint() -> None:
    write(2)
    seen = diary.checkpoint()
    with triggers.lifted():
        DiaryEntry.objects.all().delete()
    write(3)
    assert diary.verify() == []
    assert numbers(diary.verify(seen)) == [2]


@pytest.mark.django_db
def test_a_diary_that_grew_still_fits_its_checkpoint() -> None:
    seen = [diary.checkpoint()]
    write(2)
    seen.append(diary.checkpoint())
    write(1)
    assert [diary.verify(each) for each in seen] == [[], []]


@pytest.mark.django_db
def test_an_erased_body_is_no_break(cast: Cast) -> None:
    write(3)
    diary.erase(entry(2), by=cast.operator, why="It named somebody.")
    assert (entry(2).body, entry(2).why, diary.verify()) == (None, "", [])
    assert (entry(4).verb, entry(4).subject) == ("erased", "kernel.diaryentry:2")


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["written", "salt"])
def test_a_body_without_its_salt_or_a_salt_without_its_body_is_no_erasure(
    unguarded: None, column: str
) -> None:
    write(3)
    DiaryEntry.objects.filter(number=2).update(**{column: None})
    assert diary.verify() == [Break(2, "What this entry tells was changed after it was written.")]


def test_what_is_told_has_one_text_whatever_its_order() -> None:
    assert diary.canonical({"why": "so", "amount": 1}) == diary.canonical({"amount": 1, "why": "so"})
    with pytest.raises(ValueError, match="not JSON compliant"):
        diary.canonical({"amount": float("nan")})


@pytest.mark.django_db
def test_the_chain_cannot_fork() -> None:
    write(2)
    fork = entry(2)
    fork.number = 3
    with pytest.raises(IntegrityError), transaction.atomic():
        fork.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_the_order_of_the_chain_is_the_order_of_commits(at_once: AtOnce) -> None:
    """The one who noted first is slow to commit; the other must wait and come second."""

    def noted(verb: str, before: float, after: float) -> None:
        sleep(before)
        with transaction.atomic():
            diary.note("plan", verb, by=None)
            sleep(after)

    assert at_once(lambda: noted("slow", 0, 0.5), lambda: noted("quick", 0.2, 0)) == [None, None]
    assert list(DiaryEntry.objects.values_list("verb", flat=True)) == ["slow", "quick"]
    assert diary.verify() == []


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_make_one_chain(at_once: AtOnce) -> None:
    def several() -> None:
        for _ in range(10):
            with transaction.atomic():
                write(1)

    assert at_once(*[several] * 4) == [None] * 4
    assert (diary.checkpoint().number, diary.verify()) == (40, [])
