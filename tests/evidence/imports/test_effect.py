from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from django.db.models import QuerySet
from tests.evidence.imports.conftest import Upload, csv_file, engaged, piloted

from thriving.evidence import actions, ledger
from thriving.evidence.imports import apply, discard, forget, read, receive, resume, undo
from thriving.evidence.imports.comparing import sound, statement_of
from thriving.evidence.measures import AsOf, Question, Specification, evaluate
from thriving.evidence.models import Batch, Fact, Ledger, Origin, PersonCode, Source, StagedRow
from thriving.evidence.statements import Statement, StatementRefused
from thriving.kernel import clock, diary, files, triggers
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.models import StoredFile

pytestmark = pytest.mark.django_db

COMMUNITIES = Question(
    Specification.parse({"kind": "distinct", "fact": "pilot.data_contributed", "unit": {"code": "community"}})
)


def communities(number: int | None = None) -> int:
    as_of = AsOf(date(2020, 4, 15), ledger.position() if number is None else number)
    return int(evaluate(COMMUNITIES, as_of).value or 0)


def imported(upload: Upload, *lines: str) -> Batch:
    return apply(read(upload(*lines)), by="test")


def counts(batch: Batch) -> tuple[int, int, int]:
    return batch.written, batch.corrected, batch.unchanged


def test_a_checked_file_becomes_facts(upload: Upload) -> None:
    batch = imported(upload, engaged("a"), engaged("b"), piloted("alpha"))
    assert counts(batch) == (3, 0, 0)
    assert set(Fact.objects.values_list("origin", "batch")) == {("import", batch.pk)}
    assert communities() == 1


def test_its_sources_become_known(upload: Upload) -> None:
    imported(upload, engaged("a"))
    assert str(Source.objects.get(key="w1").title) == "First workshop"


def test_the_same_file_again_changes_nothing(upload: Upload) -> None:
    lines = (engaged("a"), engaged("b"), piloted("alpha"))
    imported(upload, *lines)
    position = ledger.position()
    again = read(upload(*lines))
    assert again.preview["rows"] == {"faulty": 0, "new": 0, "corrected": 0, "unchanged": 3}
    assert counts(apply(again, by="test")) == (0, 0, 3)
    assert ledger.position() == position


def test_a_corrected_file_corrects_and_the_past_stays_known(upload: Upload) -> None:
    imported(upload, piloted("alpha", day="2020-03-01"), piloted("beta"))
    before = ledger.position()
    again = read(upload(piloted("alpha", day="2020-03-09"), piloted("beta")))
    assert again.preview["rows"] == {"faulty": 0, "new": 0, "corrected": 1, "unchanged": 1}
    assert counts(apply(again, by="test")) == (0, 1, 1)
    standing = Fact.objects.get(subject="alpha", superseded_number=None)
    assert standing.occurred_on == date(2020, 3, 9)
    assert communities(before) == 2


def test_nothing_is_taken_in_while_a_row_has_an_error(upload: Upload) -> None:
    batch = read(upload(piloted("alpha"), piloted("beta", day="?")))
    with pytest.raises(MoveRefused, match="Mend them in the file"):
        apply(batch, by="test")
    assert not Fact.objects.exists()


def test_a_file_is_taken_in_once(upload: Upload) -> None:
    batch = read(upload(piloted("alpha")))
    other = Batch.objects.get(pk=batch.pk)
    apply(batch, by="test")
    with pytest.raises(MoveRefused, match="is not possible while this is"):
        apply(other, by="test")


def test_neither_file_nor_cells_are_kept_once_taken_in(
    upload: Upload, django_capture_on_commit_callbacks: object
) -> None:
    batch = read(upload(engaged("a")))
    paths = [files.path_of(batch.file), files.path_of(batch.sources_file)]
    assert [path.is_file() for path in paths] == [True, True]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        apply(batch, by="test")
    assert [path.is_file() for path in paths] == [False, False]
    assert not StagedRow.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_diary_tells_of_the_import(upload: Upload) -> None:
    batch = imported(upload, piloted("alpha"))
    assert [entry.verb for entry in diary.entries_about(batch)] == ["received", "applied"]


def test_an_import_is_undone_as_one(upload: Upload) -> None:
    batch = imported(upload, piloted("alpha"), piloted("beta"))
    taken = ledger.position()
    undo(batch, by="test", why="the wrong file")
    assert (batch.state, communities(), communities(taken)) == ("undone", 0, 2)


def test_what_it_had_corrected_comes_back(upload: Upload) -> None:
    imported(upload, piloted("alpha", day="2020-03-01"))
    batch = imported(upload, piloted("alpha", day="2020-03-09"), piloted("beta"))
    undo(batch, by="test", why="the wrong file")
    standing = Fact.objects.get(superseded_number=None)
    assert (standing.subject, standing.occurred_on) == ("alpha", date(2020, 3, 1))
    assert standing.batch != batch


def test_what_somebody_corrected_since_stays(upload: Upload) -> None:
    batch = imported(upload, piloted("alpha", day="2020-03-01"), piloted("beta"))
    later = imported(upload, piloted("alpha", day="2020-03-09"))
    undo(batch, by="test", why="the wrong file")
    standing = Fact.objects.get(superseded_number=None)
    assert (standing.subject, standing.batch) == ("alpha", later)


def test_imports_are_undone_in_either_order(upload: Upload) -> None:
    first = imported(upload, piloted("alpha", day="2020-03-01"))
    second = imported(upload, piloted("alpha", day="2020-03-09"))
    undo(second, by="test", why="the wrong file")
    undo(first, by="test", why="the wrong file")
    assert communities() == 0


def test_an_import_without_effect_is_undone_without_effect(upload: Upload) -> None:
    imported(upload, piloted("alpha"))
    again = imported(upload, piloted("alpha"))
    undo(again, by="test", why="twice")
    assert communities() == 1


def test_undoing_needs_a_reason(upload: Upload) -> None:
    batch = imported(upload, piloted("alpha"))
    with pytest.raises(StatementRefused, match="Say why"), transaction.atomic():
        undo(batch, by="test", why=" ")
    assert Batch.objects.get().state == "applied"


def test_an_import_is_undone_once(upload: Upload) -> None:
    batch = imported(upload, piloted("alpha"))
    undo(batch, by="test", why="the wrong file")
    with pytest.raises(MoveRefused):
        undo(batch, by="test", why="again")


def state(day: str, origin: Origin = Origin.RECORD) -> None:
    fact = Statement(
        "pilot.data_contributed",
        "alpha",
        date.fromisoformat(day),
        dimensions={"community_type": "thematic", "language": "es"},
    )
    actions.state([fact], by="test", origin=origin)


def test_what_is_recorded_here_is_not_corrected_by_a_file(upload: Upload) -> None:
    state("2020-02-01")
    batch = read(upload(piloted("alpha", day="2020-03-01")))
    assert "mend it where it was recorded" in batch.staged.get().faults[0][1]


def test_what_is_recorded_here_may_be_said_again_by_a_file(upload: Upload) -> None:
    state("2020-03-01")
    assert read(upload(piloted("alpha", day="2020-03-01"))).preview["rows"]["unchanged"] == 1


def test_what_others_stated_meanwhile_is_not_overwritten(upload: Upload) -> None:
    imported(upload, piloted("alpha", day="2020-03-01"))
    batch = read(upload(piloted("alpha", day="2020-03-09")))
    state("2020-03-05", Origin.IMPORT)
    with pytest.raises(StatementRefused, match="Somebody else has stated or withdrawn"):
        apply(batch, by="test")
    assert Fact.objects.get(superseded_number=None).occurred_on == date(2020, 3, 5)
    assert Batch.objects.get(pk=batch.pk).state == "checked"


def test_compared_again_it_can_be_taken_in(upload: Upload) -> None:
    imported(upload, piloted("alpha", day="2020-03-01"))
    batch = read(upload(piloted("alpha", day="2020-03-09")))
    state("2020-03-05", Origin.IMPORT)
    resume(batch)
    assert counts(apply(read(batch), by="test")) == (0, 1, 0)


def test_a_source_cannot_be_shown_to_more_readers(upload: Upload) -> None:
    Source.objects.create(key="w1", kind="workshop", visibility="restricted")
    batch = read(upload(engaged("a")))
    assert (batch.state, "cannot show it to more" in batch.problem) == ("refused", True)


def test_a_source_that_something_else_made_is_not_changed(upload: Upload) -> None:
    made = Source.objects.create(
        key="w1", kind="workshop", title={"en": "True name"}, url="https://true.example"
    )
    batch = read(upload(engaged("a")))
    assert batch.state == "refused"
    assert "“w1” is known already and is something else" in batch.problem
    made.refresh_from_db()
    assert (str(made.title), made.url) == ("True name", "https://true.example")


def test_a_source_made_while_a_file_waits_stands(upload: Upload) -> None:
    batch = read(upload(engaged("a")))
    Source.objects.create(key="w1", kind="workshop", title={"en": "True name"}, visibility="sealed")
    apply(batch, by="test")
    assert Source.objects.values_list("visibility", flat=True).get(key="w1") == "sealed"


def test_an_import_may_mend_what_an_import_brought(upload: Upload) -> None:
    imported(upload, engaged("a"))
    Source.objects.update(title={"en": "Mistyped"})
    imported(upload, engaged("a"), engaged("b"))
    assert str(Source.objects.get(key="w1").title) == "First workshop"


def test_a_discarded_file_leaves_no_link_to_anybody(upload: Upload) -> None:
    imported(upload, engaged("a"))
    batch = read(upload(engaged("a"), engaged("b")))
    discard(batch, by="test")
    assert list(PersonCode.objects.values_list("code", flat=True)) == ["a"]
    assert (batch.state, StagedRow.objects.count()) == ("discarded", 0)


def test_a_link_that_another_import_uses_is_kept(upload: Upload) -> None:
    first = read(upload(engaged("a")))
    second = read(upload(engaged("a")))
    discard(first, by="test")
    assert second.staged.get().subject == PersonCode.objects.get().key


def test_a_forgotten_person_still_counts_and_comes_back_as_another(upload: Upload) -> None:
    imported(upload, engaged("a"))
    key = PersonCode.objects.get().key
    assert forget(key) == 1
    assert Fact.objects.get().subject == key
    imported(upload, engaged("a", stage="refined"))
    assert Fact.objects.values("subject").distinct().count() == 2


def test_a_file_with_formulas_is_stated_as_its_text() -> None:
    batch = read(receive(csv_file(piloted("'=cmd")), by="test"))
    assert batch.staged.get().subject == "=cmd"


def test_what_others_stated_first_is_refused(upload: Upload) -> None:
    batch = read(upload(piloted("alpha"), piloted("beta")))
    state("2020-03-05", Origin.IMPORT)
    with pytest.raises(StatementRefused, match="Compare it again"):
        apply(batch, by="test")
    assert Fact.objects.get().occurred_on == date(2020, 3, 5)


def test_what_others_withdrew_meanwhile_is_refused(upload: Upload) -> None:
    imported(upload, piloted("alpha"))
    batch = read(upload(piloted("alpha"), piloted("beta")))
    actions.retract("pilot.data_contributed", ["|alpha"], by="test", why="told twice")
    with pytest.raises(StatementRefused, match="Compare it again"):
        apply(batch, by="test")
    resume(batch)
    assert counts(apply(read(batch), by="test")) == (2, 0, 0)


def test_a_row_told_twice_is_stated_once(upload: Upload) -> None:
    assert counts(imported(upload, piloted("alpha"), piloted("alpha"))) == (1, 0, 1)


def test_a_row_told_twice_is_corrected_once(upload: Upload) -> None:
    imported(upload, piloted("alpha", day="2020-03-01"))
    again = piloted("alpha", day="2020-03-09")
    assert counts(imported(upload, again, again, piloted("beta"))) == (1, 1, 1)


def test_rows_get_their_numbers_in_their_order(upload: Upload) -> None:
    state("2020-03-01")
    before = ledger.position()
    imported(upload, piloted("beta"), piloted("gamma"), piloted("delta"))
    numbered = Fact.objects.filter(number__gt=before).order_by("number").values_list("number", "subject")
    assert list(numbered) == [(before + 1, "beta"), (before + 2, "gamma"), (before + 3, "delta")]
    assert ledger.position() == before + 3


def test_values_and_days_survive_as_they_were(upload: Upload) -> None:
    line = "capacity.assessed,2020-03-01,a,3.141593,,,,,,,"
    read_before = read(upload(line)).staged.get()
    imported(upload, line)
    fact = Fact.objects.get()
    assert (fact.value, fact.occurred_on) == (read_before.value, read_before.occurred_on)
    assert fact.recorded_at == clock.now()
    assert fact.dimensions == {}


def test_what_comes_back_is_of_its_old_origin(upload: Upload) -> None:
    first = imported(upload, piloted("alpha", day="2020-03-01"))
    undo(imported(upload, piloted("alpha", day="2020-03-09")), by="test", why="the wrong file")
    standing = Fact.objects.get(superseded_number=None)
    assert (standing.batch, standing.origin, standing.number) == (first, "import", ledger.position())


def test_undoing_what_is_gone_takes_no_number(upload: Upload) -> None:
    batch = imported(upload, piloted("alpha"))
    actions.retract("pilot.data_contributed", ["|alpha"], by="test", why="told twice")
    position = ledger.position()
    undo(batch, by="test", why="the wrong file")
    assert ledger.position() == position


def written(facts: QuerySet[Fact]) -> list[tuple[object, ...]]:
    left_out = {"number", "batch_id", "recorded_at", "superseded_number"}
    columns = [each.attname for each in Fact._meta.concrete_fields if each.attname not in left_out]
    return list(facts.order_by("natural_key", "-superseded_number").values_list(*columns))


def test_a_file_is_written_as_actions_do(upload: Upload) -> None:
    lines = [engaged("a"), piloted("alpha"), "capacity.assessed,2020-03-01,b,3.141593,w1,k,members,,,,"]
    changed = piloted("alpha", day="2020-03-09")
    first = read(upload(*lines))
    statements = [statement_of(row) for row in sound(first)]
    apply(first, by="test")
    second = read(upload(changed))
    statements_then = [statement_of(row) for row in sound(second)]
    apply(second, by="test")
    by_file = written(Fact.objects.all())
    position = ledger.position()
    with triggers.lifted():
        Fact.objects.all().delete()
        Ledger.objects.all().delete()
    actions.state(statements, by="test", origin=Origin.IMPORT)
    actions.state(statements_then, by="test", origin=Origin.IMPORT)
    assert (written(Fact.objects.all()), ledger.position()) == (by_file, position)
