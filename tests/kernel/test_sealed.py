from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps.registry import Apps
from django.db import connection, models, transaction
from hypothesis import given
from hypothesis import strategies as some
from pytest_django import Settings

from thriving.kernel import sealed
from thriving.kernel.sealed import DoesNotOpen, NotSealed, Place, Sealed, SealedField, seal, unseal

HERE = Place("table", "column", "1")
SECRET = "Amina is staying with a friend"


class Note(models.Model):
    key = models.CharField(max_length=9, primary_key=True)
    said = SealedField(blank=True)
    other = SealedField(blank=True)

    class Meta:
        app_label = "kernel"
        apps = Apps()  # of these tests alone


class Late(models.Model):
    said = SealedField()

    class Meta:
        app_label = "kernel"
        apps = Apps()


@pytest.fixture
def note(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Note]:
    fields = [field for field in Note._meta.local_fields if isinstance(field, SealedField)]
    monkeypatch.setattr(sealed, "sealed_fields", lambda: fields)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kernel_note (key text PRIMARY KEY, said text, other text)")
        yield Note.objects.create(key="a", said=SECRET)
        cursor.execute("DROP TABLE kernel_note")


def stored(column: str = "said", key: str = "a") -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM kernel_note WHERE key = %s", [key])  # noqa: S608 -- our own names
        return str(cursor.fetchone()[0])


def put(column: str, text: str, key: str = "a") -> None:
    """As somebody would who writes to the database past the code."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE kernel_note SET {column} = %s WHERE key = %s", [text, key])  # noqa: S608 -- the same


@given(some.text())
def test_what_is_sealed_opens_where_it_was_sealed(text: str) -> None:
    assert unseal(seal(text, HERE), HERE) == text


@pytest.mark.parametrize(
    "elsewhere", [("tab", "column", "1"), ("table", "other", "1"), ("table", "column", "2")]
)
def test_nothing_opens_anywhere_else(elsewhere: tuple[str, str, str]) -> None:
    with pytest.raises(DoesNotOpen, match="was changed, or sealed for another place"):
        unseal(seal(SECRET, HERE), Place(*elsewhere))


def test_places_never_run_together() -> None:
    assert Place("a", "bc", "1").bound != Place("ab", "c", "1").bound


def test_the_same_text_is_never_sealed_the_same_way_twice() -> None:
    assert seal(SECRET, HERE) != seal(SECRET, HERE)


@pytest.mark.parametrize(
    "damage", ["", "development", "development.", "development.AAAA", "development.!!", "."]
)
def test_damage_is_a_sentence(damage: str) -> None:
    with pytest.raises(DoesNotOpen, match="does not open"):
        unseal(Sealed(damage), HERE)


def test_a_changed_bit_is_noticed() -> None:
    text = seal(SECRET, HERE)
    with pytest.raises(DoesNotOpen):
        unseal(Sealed(text[:-6] + ("A" if text[-6] != "A" else "B") + text[-5:]), HERE)


def test_a_lost_key_is_named_and_the_text_is_not(settings: Settings) -> None:
    text = seal(SECRET, HERE)
    settings.SEALING_KEYS = {"new": b"n" * 32}
    with pytest.raises(DoesNotOpen) as refusal:
        unseal(text, HERE)
    assert str(refusal.value) == "table.column of 1 does not open: the key “development” is missing."


def test_a_record_says_it_and_the_database_does_not(note: Note) -> None:
    assert Note.objects.get().said == SECRET
    assert stored().startswith("development.")
    assert "Amina" not in stored()


def test_lists_of_values_stay_sealed(note: Note) -> None:
    assert isinstance(Note.objects.values_list("said", flat=True).get(), Sealed)


def test_empty_text_stays_empty(note: Note) -> None:
    assert (stored("other"), Note.objects.get().other) == ("", "")


def test_what_was_not_touched_is_not_sealed_anew(note: Note) -> None:
    before = stored()
    found = Note.objects.get()
    found.other = "Something else"
    found.save()
    assert stored() == before


def test_what_was_changed_is(note: Note) -> None:
    found = Note.objects.get()
    found.said = "She has left"
    found.save(update_fields=["said"])
    assert Note.objects.get().said == "She has left"


def test_what_was_left_out_of_a_query_is_fetched_when_read(note: Note) -> None:
    assert Note.objects.defer("said").get().said == SECRET


def test_many_at_once_are_sealed_each_for_itself(note: Note) -> None:
    Note.objects.bulk_create([Note(key="b", said="b"), Note(key="c", said="c")])
    assert [each.said for each in Note.objects.order_by("key")] == [SECRET, "b", "c"]


def test_text_copied_to_another_row_does_not_open(note: Note) -> None:
    Note.objects.create(key="b")
    put("said", stored(), key="b")
    with pytest.raises(DoesNotOpen):
        _ = Note.objects.get(key="b").said


def test_text_copied_to_another_column_does_not_open(note: Note) -> None:
    put("other", stored())
    with pytest.raises(DoesNotOpen):
        _ = Note.objects.get().other


def test_plain_text_put_past_the_code_does_not_open(note: Note) -> None:
    put("said", "All is well")
    with pytest.raises(DoesNotOpen):
        _ = Note.objects.get().said


def test_plain_text_is_never_written_nor_looked_for(note: Note) -> None:
    with pytest.raises(NotSealed), transaction.atomic():
        Note.objects.update(said="All is well")
    with pytest.raises(NotSealed):
        Note.objects.filter(said=SECRET).exists()


def test_a_key_that_the_database_chooses_is_refused() -> None:
    assert [found.id for found in Late._meta.get_field("said").check()] == ["kernel.E002"]
    assert not Note._meta.get_field("said").check()


def test_a_record_without_its_key_is_not_sealed() -> None:
    with pytest.raises(NotSealed, match="needs its primary key"):
        Late._meta.get_field("said").pre_save(Late(said=SECRET), True)  # noqa: FBT003 -- as Django calls it


def test_resealing_takes_the_first_key(note: Note, settings: Settings) -> None:
    settings.SEALING_KEYS = {"second": b"2" * 32, **settings.SEALING_KEYS}
    assert Note.objects.get().said == SECRET
    assert (sealed.reseal(), sealed.reseal()) == (1, 0)
    settings.SEALING_KEYS = {"second": b"2" * 32}
    assert Note.objects.get().said == SECRET


def test_a_check_names_what_does_not_open(note: Note) -> None:
    assert list(sealed.mismatches()) == []
    put("other", stored())
    assert [each.partition(":")[0] for each in sealed.mismatches()] == [
        "kernel_note.other of a does not open"
    ]
