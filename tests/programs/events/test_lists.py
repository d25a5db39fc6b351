from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook
from pytest_django import DjangoAssertNumQueries
from tests.conftest import Cast
from tests.places import few
from tests.programs.events.world import AFTER, PLANNED_AT, announced, at, held, online

from thriving.evidence.models import Fact
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.models import CountryProtection, Person
from thriving.programs.events import actions
from thriving.programs.events.actions import Wishes
from thriving.programs.events.models import Event, Registration, Roll, WikiName

HEADER = "code,name,user_name,email,role,standing,comes_as,country,language,day,came,may_measure"
DASHBOARD = (
    "username,global_id,enrollment_timestamp,registered_at,revisions_during_project,mainspace_bytes_added,"
    "registered_during_project,total_articles_created,total_articles_edited\n"
    "Ama_K,1,2026-03-20 10:00:00 UTC,2019-01-01 00:00:00 UTC,12,3400,false,1,4\n"
    "User:kofi,2,2026-03-20 10:05:00 UTC,,0,0,true,0,0\n"
)


@pytest.fixture
def event(organizer: Person) -> Event:
    return held(organizer)


def bring(event: Event, text: str, by: Person, *, agreed: bool = False) -> Roll:
    with at(AFTER):
        return actions.bring_table(event, BytesIO(text.encode()), title="list.csv", agreed=agreed, by=by)


def take_in(roll: Roll, by: Person) -> Roll:
    with at(AFTER):
        return actions.take_in_list(roll, by=by)


def participants(event: Event) -> int:
    return event.registrations.filter(role="participant", attended_on__isnull=False).count()


def attended() -> int:
    return Fact.objects.filter(
        kind="event.attended", superseded_number=None, dimensions__role="participant"
    ).count()


def problems(roll: Roll) -> dict[int, list[str]]:
    return {
        each.row: [sentence for _column, sentence in each.problems]
        for each in roll.people.all()
        if each.problems
    }


def test_list_counts_once_it_is_taken_in(event: Event, organizer: Person) -> None:
    roll = bring(event, "name,language\nAma,en\nKofi,sw\n", organizer)
    assert (participants(event), attended()) == (0, 0)
    take_in(roll, organizer)
    assert (participants(event), attended()) == (2, 2)
    assert not any(roll.people.values_list("said", flat=True))


def test_undone_list_leaves_nothing(event: Event, organizer: Person) -> None:
    roll = take_in(bring(event, "user_name\nAma\nKofi\n", organizer, agreed=True), organizer)
    assert WikiName.objects.count() == 2
    with at(AFTER):
        actions.undo_list(roll, by=organizer)
    assert (participants(event), attended(), WikiName.objects.count()) == (0, 0, 0)


def test_who_was_taken_off_comes_back_by_no_list(organizer: Person) -> None:
    event = announced(organizer)
    with at(PLANNED_AT):
        ama = actions.register_without_account(event, Wishes(email="ama@example.org"))
        actions.remove(ama, reason="They threatened others.", by=organizer)
    roll = bring(event, "email\nama@example.org\nkofi@example.org\n", organizer)
    assert problems(roll) == {
        2: ["This registration was taken off. Put it back first, or leave this row out."]
    }


def test_who_is_of_a_dangerous_country_is_measured_by_no_list(organizer: Person) -> None:
    few()
    CountryProtection.objects.create(country_id="GH", begins_on=PLANNED_AT.date(), source="test")
    event = held(organizer, **online())
    text = "user_name,country\nAma,GH\nKofi,TG\n"
    take_in(bring(event, text, organizer, agreed=True), organizer)
    assert list(WikiName.objects.values_list("name", flat=True)) == ["Kofi"]


def test_list_taken_in_twice_is_refused(event: Event, organizer: Person) -> None:
    roll = take_in(bring(event, "name\nAma\n", organizer), organizer)
    with pytest.raises(MoveRefused):
        take_in(roll, organizer)


def test_same_user_names_again_are_known(event: Event, organizer: Person) -> None:
    take_in(bring(event, "user_name\nAma\nKofi\n", organizer), organizer)
    again = take_in(bring(event, "user_name\nama\nEsi\n", organizer), organizer)
    assert sorted(again.people.values_list("effect", flat=True)) == ["known", "new"]
    assert participants(event) == 3


def test_codes_of_the_paper_check_in(organizer: Person) -> None:
    event = announced(organizer)
    with at(PLANNED_AT):
        someone = actions.register_without_account(event, Wishes())
    roll = bring(event, f"code\n{someone.written_code.lower()}\n", organizer)
    take_in(roll, organizer)
    someone.refresh_from_db()
    assert someone.attended_on == event.held_on
    with at(AFTER):
        actions.undo_list(roll, by=organizer)
    someone.refresh_from_db()
    assert (someone.attended_on, someone.state) == (None, "placed")


def test_export_of_the_dashboard_is_read_as_it_comes(event: Event, organizer: Person) -> None:
    roll = bring(event, DASHBOARD, organizer, agreed=True)
    assert (roll.format, roll.faults) == ("dashboard", 0)
    assert "mainspace_bytes_added" in roll.unread
    take_in(roll, organizer)
    assert set(WikiName.objects.values_list("name", flat=True)) == {"Ama K", "Kofi"}


def test_spreadsheet_reads_like_csv(event: Event, organizer: Person) -> None:
    book = Workbook()
    book.active.append(["User name", "Language"])
    book.active.append(["Ama", "sw"])
    file = BytesIO()
    book.save(file)
    file.seek(0)
    with at(AFTER):
        roll = actions.bring_table(event, file, title="list.xlsx", agreed=False, by=organizer)
    take_in(roll, organizer)
    assert event.registrations.get(role="participant").language == "sw"


def test_pasted_names_of_every_script(event: Event, organizer: Person) -> None:
    names = "ama\nUser:Ƒabian Ɔ\n* مريم\nযাত্রী\n李明\n\n"
    with at(AFTER):
        roll = actions.bring_names(event, names, agreed=False, by=organizer)
    take_in(roll, organizer)
    people = event.registrations.filter(role="participant")
    assert set(people.values_list("name", flat=True)) == {"Ama", "Ƒabian Ɔ", "مريم", "যাত্রী", "李明"}
    assert not WikiName.objects.exists()


def test_nobody_is_measured_without_having_agreed(event: Event, organizer: Person) -> None:
    text = "user_name,may_measure\nAma,yes\nKofi,no\n"
    take_in(bring(event, text, organizer, agreed=True), organizer)
    assert list(WikiName.objects.values_list("name", flat=True)) == ["Ama"]


def test_lists_of_others_are_refused(event: Event, other_organizer: Person, cast: Cast) -> None:
    for stranger in (other_organizer, cast.lead, cast.volunteer):
        with pytest.raises(PermissionDenied):
            bring(event, "name\nAma\n", stranger)


def test_dropped_list_forgets_its_rows(event: Event, organizer: Person) -> None:
    roll = bring(event, "name\nAma\n", organizer)
    actions.discard_list(roll, by=organizer)
    assert not roll.people.exists()


# One row each; what is left out is empty.
MISTAKES: list[tuple[dict[str, str], str]] = [
    ({}, "Nothing in this row says who it was"),
    ({"language": "en"}, "Nothing in this row says who it was"),
    ({"code": "ABC-DEF"}, "is no code"),
    ({"code": "3"}, "is no code"),
    ({"code": "OOOOOO"}, "is no code"),
    ({"code": "333333"}, "Nobody is registered with this code"),
    ({"name": "A" * 151}, "at most 150"),
    ({"name": "Аma"}, "two scripts are mixed"),
    ({"user_name": "B" * 256}, "at most 255"),
    ({"user_name": "A#b"}, "“#”"),
    ({"user_name": "A<b"}, "“<”"),
    ({"user_name": "A>b"}, "“>”"),
    ({"user_name": "A[b"}, "“[”"),
    ({"user_name": "A]b"}, "“]”"),
    ({"user_name": "A|b"}, "“|”"),
    ({"user_name": "A{b"}, "“{”"),
    ({"user_name": "A}b"}, "“}”"),
    ({"user_name": "A/b"}, "“/”"),
    ({"user_name": "ama@example.org"}, "“@”"),
    ({"user_name": "en:Ama"}, "“:”"),
    ({"user_name": "Twice"}, "Row 2 means the same person"),
    ({"user_name": "User:twice"}, "Row 2 means the same person"),
    ({"email": "first@example.org"}, "Row 3 means the same person"),
    ({"email": "no mail"}, "no mail address"),
    ({"email": "a@b@c"}, "no mail address"),
    ({"email": "e" * 250 + "@example.org"}, "at most 254"),
    ({"name": "C", "role": "guest"}, "is not one of: participant, organizer"),
    ({"name": "D", "role": "Organizer"}, "is not one of"),
    ({"name": "E", "standing": "old"}, "is not one of: new, existing"),
    ({"name": "F", "comes_as": "boss"}, "is not one of"),
    ({"name": "G", "country": "Ghana"}, "not the code of a country"),
    ({"name": "H", "country": "GHA"}, "not the code of a country"),
    ({"name": "I", "language": "English!"}, "not the code of a language"),
    ({"name": "J", "day": "20.03.2026"}, "is not a day"),
    ({"name": "K", "day": "2026-02-30"}, "is not a day"),
    ({"name": "L", "day": "2026-03-19"}, "The event was from"),
    ({"name": "M", "day": "2027-03-20"}, "The event was from"),
    ({"name": "N", "came": "maybe"}, "neither yes nor no"),
    ({"name": "O", "came": "no", "day": "2026-03-20"}, "was there on no day"),
    ({"name": "P", "came": "no", "role": "organizer"}, "did not run it"),
    ({"name": "Q", "may_measure": "yes"}, "Without a user name"),
    ({"name": "R", "may_measure": "perhaps"}, "neither yes nor no"),
    ({"name": "S" * 1_001}, "longer than 1000 characters"),
]
ROWS = 5_000


def faulty_list() -> Iterator[str]:
    """Five thousand rows: sound ones, and every mistake somewhere among them."""
    columns = HEADER.split(",")
    yield HEADER
    yield ",".join({"user_name": "Twice"}.get(name, "") for name in columns)
    yield ",".join({"email": "first@example.org"}.get(name, "") for name in columns)
    for said, _words in MISTAKES:
        # The empty row is written so that it is no empty line, which is passed over.
        yield ",".join(said.get(name, "") for name in columns) if said else "," * 11 + "no"
    for number in range(ROWS - len(MISTAKES) - 2):
        yield ",".join({"user_name": f"Reader {number}"}.get(name, "") for name in columns)


def test_every_mistake_of_a_long_list_is_named_by_its_row(event: Event, organizer: Person) -> None:
    roll = bring(event, "\n".join(faulty_list()), organizer)
    found = problems(roll)
    assert (roll.rows, roll.faults, len(MISTAKES) >= 40) == (ROWS, len(MISTAKES), True)
    for row, (_said, words) in enumerate(MISTAKES, start=4):
        assert words in " ".join(found[row]), (row, found[row])
    with pytest.raises(MoveRefused, match="nothing is taken in by halves"):
        take_in(roll, organizer)
    assert not Registration.objects.filter(role="participant").exists()


def test_long_list_is_taken_in_and_undone_whole(event: Event, organizer: Person) -> None:
    roll = bring(event, "user_name\n" + "\n".join(f"Reader {n}" for n in range(300)), organizer)
    take_in(roll, organizer)
    assert attended() == participants(event) == 300
    with at(AFTER):
        actions.undo_list(roll, by=organizer)
    assert (attended(), participants(event)) == (0, 0)


def test_list_shows_what_would_be_taken_in(event: Event, organizer: Person, client: Client) -> None:
    """By our columns, so that a column that is read as another one is noticed before it counts."""
    roll = bring(event, "username,came\nama,yes\nKofi,no\n", organizer)
    client.force_login(organizer)
    address = reverse("events:list", args=[event.key, roll.pk])
    page = client.get(address)
    text = page.content.decode()
    assert "<bdi>username</bdi> is read as: User name on the wikis" in text
    assert page.context["columns"] == ["User name on the wikis", "Was there", "Agreed to be measured"]
    (first, _second) = page.context["rows"]
    assert (first["number"], first["effect"]) == (2, "added")
    assert [cell for _name, cell in first["cells"]] == ["Ama", "yes", "no"]
    take_in(roll, organizer)
    assert "<bdi>Kofi</bdi>" not in client.get(address).content.decode()


def test_rows_are_paged_and_told_apart_by_what_becomes_of_them(
    event: Event, organizer: Person, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(organizer)
    client.get(reverse("events:lists", args=[event.key]))  # what is asked once of a session
    names = [f"Guest {number}" for number in range(60)]
    for rows in (names[:1], names):
        roll = bring(
            event, "\n".join(["user_name,came", *(f"{name},yes" for name in rows), "Bad#,yes"]), organizer
        )
        address = reverse("events:list", args=[event.key, roll.pk])
        with django_assert_num_queries(8):
            page = client.get(address)
        assert page.context["rows"][0]["effect"] == "has an error"  # first of all
    assert [len(page.context["rows"]), len(client.get(f"{address}?page=2").context["rows"])] == [50, 11]
    faulty = client.get(f"{address}?effect=faulty").context["rows"]
    assert [row["problems"][0][1] for row in faulty] == ["No user name on a wiki has “#” in it."]
