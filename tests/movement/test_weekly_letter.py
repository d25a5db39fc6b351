from __future__ import annotations

import ast
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import AtOnce, Cast

import thriving
from thriving.kernel import clock
from thriving.kernel.models import Mail
from thriving.kernel.registry import Registry
from thriving.movement import work
from thriving.movement.actions import weekly
from thriving.movement.models import Person
from thriving.movement.tasks import write_weekly_letters

SOURCES = Path(thriving.__file__).parent
MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
Given = Callable[..., None]


def item(title: str, **told: Any) -> work.Item:
    return work.Item(title=title, address="/plan/", due=date(2026, 11, 30), **told)


def on(moment: datetime = MONDAY) -> AbstractContextManager[None]:
    return clock.stopped_at(moment)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Given:
    """Let these items, and nothing else, wait for everybody who asks."""
    items: list[work.Item] = []
    monkeypatch.setattr(work, "contributors", Registry[work.Contributor]("package with work"))
    work.declare("test", "Errands", lambda _reader, _today: items)
    return lambda *given: items.extend(given)


@pytest.fixture
def reader(cast: Cast) -> Person:
    someone = cast.volunteer
    someone.email, someone.weekly_letter = "valentina@example.org", True
    someone.save()
    return someone


def test_the_letter_tells_what_everybody_may_read(reader: Person, waits: Given) -> None:
    waits(item("Check in: Editors", of="The plan 2026", public=True), item("Answer Esi"), item("Judge Omar"))
    with on():
        write_weekly_letters()
    letter = Mail.objects.get()
    line = "Check in: Editors (The plan 2026), by 30 November 2026\nhttp://localhost:8000/plan/"
    assert line in letter.text
    assert "2 more things wait for you." in letter.text
    assert "Esi" not in letter.text
    assert "Omar" not in letter.text
    assert reverse("movement:letters") in letter.text


def test_what_is_not_public_is_only_counted(reader: Person, waits: Given) -> None:
    waits(item("Answer Esi", of="Photo walk"))
    with on():
        write_weekly_letters()
    letter = Mail.objects.get()
    assert "1 thing waits for you. Sign in and see:\nhttp://localhost:8000/my-work/" in letter.text
    assert "Photo walk" not in letter.text


def test_the_rest_is_told_by_kind_and_day(reader: Person, waits: Given) -> None:
    canaries = {"of": "Esi's circle", "why": "Esi is ill", "since": date(2026, 1, 5)}
    waits(
        item("Esi asks for help", kind="Answer a question", **canaries),
        item("Ama asks for help", kind="Answer a question", **canaries),
        work.Item("Kojo wants a mentor", "/secret/kojo/", None, kind="Answer a newcomer"),
        item("Judge Omar"),
    )
    with on():
        write_weekly_letters()
    letter = Mail.objects.get()
    assert "Answer a question, by 30 November 2026 (2 times)\nAnswer a newcomer\nSign in" in letter.text
    assert "1 more thing waits for you." in letter.text
    told = letter.subject + letter.text
    assert not [each for each in ("Esi", "Ama", "Kojo", "secret", "Omar", "/plan/", "ill") if each in told]


def test_no_kind_is_made_of_what_waits() -> None:
    """A kind stands in mail whatever it is of: so it is a sentence of the program, filled with nothing."""
    kinds = [
        keyword.value
        for path in (*SOURCES.rglob("waiting.py"), *SOURCES.rglob("waiting/*.py"))
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg == "kind" and not isinstance(keyword.value, ast.Name)
    ]
    assert len(kinds) > len(work.contributors)
    for each in kinds:
        assert isinstance(each, ast.Call)
        assert ast.unparse(each.func) == "_"
        assert [type(said) for said in each.args] == [ast.Constant]
        assert "%" not in ast.unparse(each)


def test_a_week_is_told_of_once(reader: Person, waits: Given) -> None:
    waits(item("Answer"))
    for hours in (0, 1, 30, 6 * 24):
        with on(MONDAY + timedelta(hours=hours)):
            write_weekly_letters()
    assert Mail.objects.count() == 1
    with on(MONDAY + timedelta(days=7)):
        write_weekly_letters()
    assert Mail.objects.count() == 2


def test_two_workers_at_once_write_one_letter(at_once: AtOnce, waits: Given) -> None:
    someone = Person.objects.create(username="esi", email="esi@example.org", weekly_letter=True)
    waits(item("Answer"))
    with on():
        assert at_once(*[lambda: weekly.tell(someone, MONDAY.date())] * 2) == [None, None]
    assert Mail.objects.count() == 1


def test_where_nothing_waits_no_letter_goes_all_week(reader: Person, waits: Given) -> None:
    with on():
        write_weekly_letters()
    waits(item("Answer"))
    with on(MONDAY + timedelta(days=1)):
        write_weekly_letters()
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    ("zone", "hour", "told"),
    [
        ("UTC", 6, False),
        ("UTC", 7, True),
        ("America/Lima", 11, False),  # six in the morning there
        ("America/Lima", 12, True),
        ("Asia/Tokyo", 0, True),  # nine in the morning there
    ],
)
def test_monday_morning_is_the_readers(
    reader: Person, waits: Given, zone: str, hour: int, *, told: bool
) -> None:
    reader.time_zone, reader.week_told_on = zone, date(2026, 11, 16)
    reader.save()
    waits(item("Answer"))
    with on(MONDAY.replace(hour=hour)):
        write_weekly_letters()
    assert Mail.objects.exists() is told


def test_the_letter_is_in_the_readers_language(reader: Person, waits: Given) -> None:
    reader.language = "ar"
    reader.save()
    waits(item("Answer", public=True))
    with on():
        write_weekly_letters()
    letter = Mail.objects.get()
    assert letter.language == "ar"
    assert "نوفمبر" in letter.text


@pytest.mark.parametrize("change", [{"weekly_letter": False}, {"is_active": False}, {"email": ""}])
def test_only_those_who_asked_and_can_be_reached_get_it(
    reader: Person, waits: Given, change: dict[str, Any]
) -> None:
    Person.objects.filter(pk=reader.pk).update(**change)
    waits(item("Answer"))
    with on():
        write_weekly_letters()
    assert not Mail.objects.exists()


def test_it_is_asked_for_on_the_account_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.volunteer)
    assert not cast.volunteer.weekly_letter
    said = {"language": "en", "letters": [], "weekly": "on", "time_zone": "Africa/Accra"}
    assert client.post(reverse("movement:letters"), said).status_code == 302
    me = Person.objects.get(pk=cast.volunteer.pk)
    assert (me.weekly_letter, me.time_zone) == (True, "Africa/Accra")
    page = client.get(reverse("movement:letters")).content.decode()
    assert '<option value="Africa/Accra" selected>Ghana (Accra)</option>' in page


def test_a_time_zone_that_is_none_is_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.volunteer)
    said = {"language": "en", "time_zone": "Mars/Olympus"}
    assert client.post(reverse("movement:letters"), said).status_code == 422
