"""Typed sheets: every kind of mistake has its sentence, nothing is written by halves, all is undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.programs.needs import world
from tests.programs.needs.test_actions import standing

from thriving.evidence.check import mismatches
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.tables import Unreadable
from thriving.kernel.tables.writing import write_xlsx
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.needs import actions
from thriving.programs.needs.asked import questionnaire_of
from thriving.programs.needs.intakes import Reading
from thriving.programs.needs.models import Assessment, Holder, Intake, IntakeRow, Round
from thriving.questions import actions as questions

HEADER = (*world.HEADER, "size", "size_unit", "day", "contact", "languages", "may_be_named")


@pytest.fixture
def one(organizer: Person, places_known: None) -> Round:
    return world.opened(organizer)


def _brought(one: Round, *rows: Mapping[str, str], header: tuple[str, ...] = HEADER) -> Intake | Reading:
    assert one.lead
    with world.on(world.DAY):
        return actions.bring(one, world.sheets(*rows, header=header), title="sheets.csv", by=one.lead)


WRONG = (
    ({"form": "heritage/7"}, "There is no form"),
    ({"form": "other-round/1"}, "a form of another round"),
    ({"form": ""}, "must not be empty"),
    ({"code": ""}, "must not be empty"),
    ({"name": " "}, "must not be empty"),
    ({"kind": "44"}, "not one of the answers"),
    ({"held": "1 99"}, "not one of the answers"),
    ({"urgency": "soonish"}, "not one of the answers"),
    ({"urgency": ""}, "must be answered"),
    ({"country": "Atlantis"}, "No country is called"),
    ({"languages": "Klingonian"}, "No language is called"),
    ({"size": "1,234"}, "may mean two numbers"),
    ({"size": "7.300"}, "may mean two numbers"),
    ({"size": "7.5", "size_unit": "1"}, "counted whole"),
    ({"size": "many"}, "is no number"),
    ({"size": "-4"}, "greater than or equal to 0"),
    ({"day": "02/03/2026"}, "not a day written like"),
    ({"day": "2029-01-01"}, "nobody can have answered"),
    ({"may_be_named": "perhaps"}, "neither yes nor no"),
    ({"name": "x" * 201}, "from 1 to 200 characters"),
)
NUMBERS = (
    *(("1 200", "1200"), ("1\u00a0200", "1200"), ("1,5", "1.5"), ("1.5", "1.5"), ("1.234,5", "1234.5")),
    *(("1,234.5", "1234.5"), ("12.345.678", "12345678"), ("١٢٠٠", "1200"), ("١٬٢٠٠٫٥", "1200.5")),
    *(("१२००", "1200"), ("1٫234", "1.234"), ("0.125", "0.125"), ("2.50", "2.5"), ("1,234,567", "1234567")),
)
COUNTRIES = ("NA", "na", "NAM", "Namibia")
CODES = ("1 3", "1;3", "1، 3", "١ ٣", "Photographs; Manuscripts and letters")


def _each(*rows: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows, each a sheet and a holder of its own."""
    return [{"code": f"A{at}", "name": f"Archive {at}", **row} for at, row in enumerate(rows)]


def test_each_wrong_cell_has_its_sentence(one: Round) -> None:
    found = _brought(one, *_each({}, *(cell for cell, _sentence in WRONG)))
    assert isinstance(found, Intake)
    said = {row: sentence for row, _column, sentence in world.problems(found)}
    for row, (cell, sentence) in enumerate(WRONG, start=3):
        assert sentence in said.pop(row), cell
    assert said == {}
    assert not Assessment.objects.exists()


def test_numbers_are_read_as_people_write_them(one: Round) -> None:
    _take(one, *_each(*({"size": typed, "size_unit": "3"} for typed, _kept in NUMBERS)))
    sizes = [each["size"] for each in Assessment.objects.values_list("answers", flat=True)]
    assert sizes == [kept for _typed, kept in NUMBERS]


def test_na_is_namibia(one: Round) -> None:
    _take(one, *_each(*({"country": typed} for typed in COUNTRIES)))
    assert set(Holder.objects.values_list("country", flat=True)) == {"NA"}


def test_codes_of_the_paper_and_words_are_the_same(one: Round) -> None:
    _take(one, *_each(*({"held": typed} for typed in CODES)))
    held = [each["held"] for each in Assessment.objects.values_list("answers", flat=True)]
    assert held == [["photographs", "manuscripts"]] * len(CODES)


def test_what_stands_twice_is_named_with_its_row(one: Round) -> None:
    found = _brought(one, {}, {"name": "Other"}, {"code": "A3", "name": "OLD archive"})
    assert isinstance(found, Intake)
    sentences = [(row, sentence) for row, _column, sentence in world.problems(found)]
    assert sentences == [
        (3, "Row 2 has the same code. Each sheet has its own."),
        (4, "Row 2 is the same holder. Leave one of them out."),
    ]


def test_swapped_columns_are_told_once(one: Round) -> None:
    rows = [
        {"code": f"A{at}", "name": f"Archive {at}", "country": "Library", "kind": "Ghana"} for at in range(3)
    ]
    found = _brought(one, *rows)
    assert isinstance(found, Reading)
    assert [each.sentence for each in found.amiss] == [
        "The columns “kind” and “country” seem to be swapped: change their heads."
    ]


def test_a_column_that_nobody_knows_stops_the_table(one: Round) -> None:
    header = (*world.HEADER[:-1], "How urgent??")
    found = _brought(one, {}, header=header)
    assert isinstance(found, Reading)
    assert "No question is called" in found.amiss[0].sentence


def test_a_missing_column_stops_the_table(one: Round) -> None:
    found = _brought(one, {}, header=tuple(name for name in HEADER if name != "form"))
    assert isinstance(found, Reading)
    assert [each.sentence for each in found.amiss] == ["The column “form” is missing."]


def test_what_is_no_table_is_refused_with_a_sentence(one: Round, organizer: Person) -> None:
    with pytest.raises(Unreadable):
        actions.bring(one, BytesIO(b"\x89PNG\x00\x00"), title="x", by=organizer)


def test_one_wrong_row_holds_back_all(one: Round, organizer: Person) -> None:
    found = _brought(one, {}, {"code": "A2", "name": "B", "country": "Atlantis"})
    assert isinstance(found, Intake)
    with pytest.raises(MoveRefused, match="nothing is taken in by halves"):
        actions.take_in(found, by=organizer)
    assert not Assessment.objects.exists()
    assert standing() == []


def test_sheets_of_an_earlier_version_are_read_by_it(one: Round, organizer: Person) -> None:
    questionnaire = questionnaire_of(one)
    assert questionnaire
    questions.draft_anew(questionnaire, by=organizer)
    questions.remove_question(questionnaire, "digitized", by=organizer)
    questions.publish(questionnaire, by=organizer)
    header = (*world.HEADER, "digitized")
    rows = ({"digitized": "2"}, {"code": "A2", "name": "B", "form": "heritage/2", "digitized": "2"})
    found = _brought(one, *rows, header=header)
    assert isinstance(found, Intake)
    assert [(row, sentence) for row, _column, sentence in world.problems(found)] == [
        (3, "Form heritage/2 does not ask this. Leave the cell empty.")
    ]


def test_hostile_cells_are_words_like_others(one: Round) -> None:
    evil = '=HYPERLINK("http://evil.example")'
    _take(one, {"name": evil, "contact": "<script>alert(1)</script>\u202e\r\nBcc: x"})
    holder = Holder.objects.get()
    assert holder.name == evil
    assert Assessment.objects.get().contact == "<script>alert(1)</script> Bcc: x"


def test_the_same_file_twice_changes_nothing(one: Round, organizer: Person) -> None:
    rows = ({"day": "2026-01-20"}, {"code": "A2", "name": "B"})
    _take(one, *rows)
    facts, before = standing(), list(Assessment.objects.values())
    again = _take(one, *rows)
    assert set(again.lines.values_list("effect", flat=True)) == {IntakeRow.Effect.KNOWN}
    assert (standing(), list(Assessment.objects.values())) == (facts, before)


def test_undo_takes_all_of_it_back(one: Round, organizer: Person) -> None:
    asked = world.asked(one, organizer, "Old Archive")
    intake = _take(one, {"code": asked.code}, {"code": "A2", "name": "B"})
    assert len(standing()) == 2
    with world.on(world.DAY):
        assert actions.undo(intake, by=organizer) == 0
    left = Assessment.objects.get()
    assert (left.pk, left.state, left.answers, left.contact) == (
        asked.pk,
        "started",
        {},
        "old@archive.example",
    )
    assert standing() == []
    assert not list(mismatches())


def test_undo_leaves_what_was_changed_since(one: Round, organizer: Person) -> None:
    intake = _take(one, {}, {"code": "A2", "name": "B"})
    found = Assessment.objects.get(code="A2")
    with world.on(world.DAY):
        actions.fill(found, world.told("B"), world.filled(one), final=True, by=organizer)
        assert actions.undo(intake, by=organizer) == 1
    assert list(Assessment.objects.values_list("code", flat=True)) == ["A2"]


def test_a_table_is_decided_once(one: Round, organizer: Person) -> None:
    intake = world.brought(one, organizer, {})
    same = Intake.objects.get(pk=intake.pk)
    _decide(intake, organizer)
    with pytest.raises(MoveRefused):
        _decide(same, organizer)
    assert Assessment.objects.count() == 1


def test_what_went_wrong_since_is_not_taken_in(one: Round, organizer: Person) -> None:
    intake = world.brought(one, organizer, {"code": "B9"})
    world.finished(one, organizer, "Old Archive")
    with pytest.raises(Refused, match="Since you looked, row 2"):
        _decide(intake, organizer)
    assert Intake.objects.get().state == "checked"


def test_rows_say_nothing_of_holders_once_it_is_decided(one: Round, organizer: Person) -> None:
    world.taken_in(one, organizer, {})
    assert [each.said for each in IntakeRow.objects.all()] == [{}]


@pytest.mark.parametrize("cells", [{"name": "Other"}, {"code": "B7", "country": "Anna, +49 170"}])
def test_who_takes_back_is_in_no_undecided_table(
    one: Round, organizer: Person, cells: dict[str, str]
) -> None:
    found = world.finished(one, organizer, "Old Archive")
    intake = world.brought(one, organizer, {"code": found.code, **cells}, {"code": "C1", "name": "Else"})
    actions.withdraw(found, by=None)
    gone, stays = intake.lines.all()
    assert (gone.said, gone.problems) == ({}, [])
    assert stays.said["name"] == "Else"


def test_a_table_of_who_has_taken_back_is_refused_with_a_sentence(
    client: Client, one: Round, organizer: Person
) -> None:
    found = world.finished(one, organizer, "Old Archive")
    intake = world.brought(one, organizer, {"code": found.code, "condition": "1"})
    actions.withdraw(found, by=None)
    with pytest.raises(MoveRefused, match="Some rows have errors"):
        _decide(Intake.objects.get(pk=intake.pk), organizer)
    client.force_login(organizer)
    page = client.get(reverse("needs:table", args=["heritage", intake.pk])).content.decode()
    assert "This holder has taken the answers back. Leave the row out." in page


@pytest.mark.parametrize(("days", "state"), [(30, "checked"), (31, "discarded")])
def test_a_table_waits_for_thirty_days(one: Round, organizer: Person, days: int, state: str) -> None:
    intake = world.brought(one, organizer, {})
    with world.on(world.DAY + timedelta(days=days)):
        actions.drop_old()
    intake.refresh_from_db()
    assert (intake.state, intake.lines.exists()) == (state, state == "checked")


def test_an_undecided_table_goes_on_the_promised_day(one: Round, organizer: Person) -> None:
    world.brought(one, organizer, {"country": "Anna, +49 170"})
    with world.on(date(2027, 6, 30)):
        actions.forget_due()
    assert (Intake.objects.get().state, IntakeRow.objects.count()) == ("discarded", 0)


def test_a_spreadsheet_is_read_as_csv_is(one: Round, organizer: Person) -> None:
    file = BytesIO()
    row = {**world.ROW, "kind": 1, "size": 1200, "urgency": 1}
    header = (*world.HEADER, "size")
    write_xlsx(file, header, [[row[name] for name in header]])
    file.seek(0)
    with world.on(world.DAY):
        found = actions.bring(one, file, title="sheets.xlsx", by=organizer)
    assert isinstance(found, Intake)
    assert world.problems(found) == []


def test_sheets_are_written_in_batches(one: Round, organizer: Person) -> None:
    def queries(count: int) -> int:
        rows = [{"code": f"{count}-{at}", "name": f"Archive {count} {at}"} for at in range(count)]
        with CaptureQueriesContext(connection) as seen:
            world.taken_in(one, organizer, *rows)
        return len(seen)

    few, many = queries(3), queries(400)
    assert many - few <= 20  # of 397 sheets more: only batches are more


def _take(one: Round, *rows: Mapping[str, str]) -> Intake:
    found = _brought(one, *rows)
    assert isinstance(found, Intake)
    assert world.problems(found) == []
    assert one.lead
    return _decide(found, one.lead)


def _decide(intake: Intake, by: Person) -> Intake:
    with world.on(world.DAY):
        return actions.take_in(intake, by=by)
