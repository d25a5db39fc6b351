"""What participants did on the wikis, from a lake to the report and the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.programs.events.lakes import LONG_AGO, came, edits, lake_of, pretended
from tests.programs.events.world import AFTER, at, held
from tests.wiki import world

from thriving.evidence.models import Fact
from thriving.movement.models import Country, CountryProtection, Person
from thriving.programs.events import actions, waits
from thriving.programs.events.facts import contributed
from thriving.programs.events.models import Contribution, Event, WikiName
from thriving.programs.events.queries.report import Figure, reported

TWELVE = range(12)
Lakes = Callable[[str], Path]
Read = Callable[[str], None]


@pytest.fixture(scope="module")
def lakes(tmp_path_factory: pytest.TempPathFactory) -> Lakes:
    """By the month until which it knows. Four edits each, the one of 20 fifty; every second account is new.

    The first four edited again in April.
    """
    during = [row for who in range(22) for row in edits(who, 50 if who == 20 else 4, joined=joined(who))]
    later = [row for who in range(4) for row in edits(who, 1, "2026-04-02", joined=joined(who))]

    @cache
    def of(snapshot: str) -> Path:
        return lake_of(tmp_path_factory.mktemp(snapshot), [*during, *later], snapshot)

    return of


@pytest.fixture(autouse=True)
def read(settings: Settings, tmp_path: Path, lakes: Lakes) -> Read:
    settings.LAKE = tmp_path / "lake"

    def read_until(snapshot: str) -> None:
        world.public()
        settings.LAKE = lakes(snapshot)

    return read_until


@pytest.fixture
def event(organizer: Person) -> Event:
    return held(organizer)


def joined(who: int) -> str:
    return "2026-03-19 00:00:00.0" if who % 2 else LONG_AGO


def standing(kind: str) -> list[Fact]:
    return list(Fact.objects.filter(kind=kind, superseded_number=None).order_by("natural_key"))


def sums(fact: str = "event.contributed") -> dict[str, int]:
    return {each.dimensions["figure"]: int(each.value or 0) for each in standing(fact)}


def told(event: Event, title: str) -> Figure:
    """Those who run it read the same."""
    inside, outside = (reported(event, inside=each).on_wikis for each in (True, False))
    assert inside == outside
    return {str(each.title): each for each in outside}[title]


def exactly(event: Event, figure: str = "edits") -> int | None:
    """As it is kept, and told to nobody."""
    value: int | None = Contribution.objects.get(event=event).figures[figure]["value"]
    return value


def test_what_was_done_becomes_facts(event: Event, organizer: Person, read: Read) -> None:
    came(event, organizer, TWELVE)
    read("2026-05")
    assert (actions.measure_due(), actions.measure_due()) == (1, 0)
    assert sums() == {"edits": 40, "bytes_added": 480}  # of 48; one page is too few to be told
    people = [(each.dimensions["editor"], each.dimensions["stayed"]) for each in standing("event.edited")]
    assert sorted(people).count(("new", "yes")) == 2
    assert sorted(people).count(("new", "no")) == 4
    assert {each.source for each in standing("event.contributed")} == {f"event/{event.uid}"}
    assert told(event, "Edits").at_least
    assert (told(event, "Edits").value, exactly(event)) == (40, 48)


def test_ledger_is_what_the_records_say(
    event: Event, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(event, organizer, TWELVE)
    pretended(monkeypatch)
    actions.measure_due()
    for kind in contributed.KINDS:
        said = sorted((each.natural_key, each.subject) for each in contributed.of_kind(kind))
        assert said == [(each.natural_key, each.subject) for each in standing(kind)]


def test_nothing_is_stated_before_the_lake_knows_the_whole_event(
    event: Event, organizer: Person, read: Read
) -> None:
    came(event, organizer, TWELVE)
    read("2026-02")
    actions.measure_due()
    assert not standing("event.contributed")
    assert not standing("event.edited")
    assert told(event, "Edits").awaits_lake


def test_who_stayed_is_known_later_and_corrects_what_was_said(
    event: Event, organizer: Person, read: Read
) -> None:
    came(event, organizer, TWELVE)
    read("2026-03")
    actions.measure_due()
    assert {each.dimensions.get("stayed") for each in standing("event.edited")} == {None}
    with at(AFTER):
        assert told(event, "New editors who stayed").known_from == date(2026, 4, 20)
    with at(datetime(2026, 5, 2, tzinfo=UTC)):
        assert told(event, "New editors who stayed").awaits_lake
    read("2026-05")
    actions.measure_due()
    assert sum(each.dimensions["stayed"] == "yes" for each in standing("event.edited")) == 4
    assert Fact.objects.filter(kind="event.edited").count() == 24  # as known before, it still stands there


def test_few_are_counted_as_people_and_never_summed(
    event: Event, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(event, organizer, range(4))
    pretended(monkeypatch)
    actions.measure_due()
    assert (len(standing("event.edited")), standing("event.contributed")) == (4, [])
    assert told(event, "Participants who edited").fewer_than == 10


def test_one_who_comes_changes_no_sum_that_everybody_reads(
    event: Event, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(event, organizer, TWELVE)
    pretended(monkeypatch)
    actions.measure_due()
    came(event, organizer, [20])
    actions.measure_due()
    assert (sums()["edits"], told(event, "Edits").value) == (40, 40)
    assert told(event, "Participants who edited").value == 12
    assert exactly(event) == 98


def test_ten_who_come_change_it(event: Event, organizer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    came(event, organizer, TWELVE)
    pretended(monkeypatch)
    actions.measure_due()
    came(event, organizer, range(12, 22))
    actions.measure_due()
    assert (sums()["edits"], told(event, "Edits").value) == (130, 130)


def test_consent_taken_back_withdraws_at_once_and_shows_nobody(
    event: Event, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(event, organizer, range(14))
    pretended(monkeypatch)
    actions.measure_due()
    someone = event.registrations.filter(wiki_name__name="Editor 3").get()
    with at(AFTER):
        actions.wish_otherwise(someone, actions.Wishes(), by=None)
    assert standing("event.contributed") == []
    assert someone.subject not in {each.subject for each in standing("event.edited")}
    actions.measure_due()
    assert standing("event.contributed") == []  # the difference to what was told is what they did
    assert str(reported(event, inside=False).why_not).startswith("Withheld for now")
    assert exactly(event) == 52
    assert len(standing("event.edited")) == 13


def test_event_that_is_taken_back_counts_nothing(
    event: Event, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(event, organizer, TWELVE)
    pretended(monkeypatch)
    actions.measure_due()
    with at(AFTER):
        actions.take_back(event, reason="It was another one.", by=organizer)
    assert standing("event.contributed") == standing("event.edited") == []


def test_sums_of_an_event_for_the_invited_are_for_few(
    organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = held(organizer, entrance="invited")
    came(event, organizer, TWELVE)
    pretended(monkeypatch)
    actions.measure_due()
    assert {each.visibility for each in standing("event.contributed")} == {"restricted"}


def test_where_it_becomes_dangerous_nothing_stays(
    event: Event, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(event, organizer, TWELVE)
    pretended(monkeypatch)
    actions.measure_due()
    Country.objects.create(code="GH", alpha3="GHA", name="Ghana")
    CountryProtection.objects.create(country_id="GH", begins_on=AFTER.date(), source="A list")
    with at(AFTER):
        actions.measure_due()
    kept = Contribution.objects.get(event=event)
    assert (kept.people, kept.figures, kept.told, kept.editors) == (0, {}, {}, {})
    assert standing("event.contributed") == standing("event.edited") == []


def test_user_names_stay_until_it_is_known_who_stayed(event: Event, organizer: Person, read: Read) -> None:
    actions.choose(event, actions.Chosen(names_kept=1), by=organizer)
    came(event, organizer, TWELVE)
    read("2026-03")
    actions.measure_due()
    with at(AFTER + timedelta(days=10)):
        assert (actions.forget_names(), actions.forget_names()) == (1, 0)
    assert not event.registrations.exclude(name="", email="").exists()
    assert WikiName.objects.count() == 12
    read("2026-05")
    actions.measure_due()
    with at(AFTER + timedelta(days=70)):
        actions.forget_names()
    assert not WikiName.objects.exists()
    assert exactly(event, "retained_new_editors") == 2
    assert sums()["edits"] == 40


def test_user_names_do_not_wait_for_ever(
    event: Event, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(event, organizer, TWELVE)
    pretended(monkeypatch, known_from=date(2026, 4, 20))
    actions.measure_due()
    for days, left in ((91, 12), (93, 0)):
        with at(AFTER + timedelta(days=days)):
            actions.forget_names()
        assert WikiName.objects.count() == left
    assert told(event, "New editors who stayed").names_went


def test_without_a_lake_user_names_go_with_the_others_and_it_is_said(event: Event, organizer: Person) -> None:
    came(event, organizer, TWELVE)
    with at(AFTER + timedelta(days=91)):
        actions.forget_names()
    assert not WikiName.objects.exists()
    assert "names were deleted before" in str(reported(event, inside=False).why_not)


def test_who_else_counts_with_user_names_is_waited_for(
    event: Event, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(event, organizer, TWELVE)
    pretended(monkeypatch)
    actions.measure_due()
    with waits.waits.temporarily("somebody", lambda _event: AFTER + timedelta(days=200)):
        for days, left in ((150, 12), (201, 0)):
            with at(AFTER + timedelta(days=days)):
                actions.forget_names()
            assert WikiName.objects.count() == left


def test_switching_it_off_and_on_shows_nobody_who_left(
    event: Event, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(event, organizer, [*TWELVE, 20])
    pretended(monkeypatch)
    actions.measure_due()
    assert sums()["edits"] == 90
    with at(AFTER):
        left = event.registrations.get(wiki_name__name="Editor 20")
        actions.wish_otherwise(left, actions.Wishes(), by=None)
    for tracking in (False, None):
        Event.objects.filter(pk=event.pk).update(tracking=tracking)
        actions.measure_due()
        assert standing("event.contributed") == []
    assert len(standing("event.edited")) == 12


def test_other_hours_or_wikis_are_not_told_of_the_same_people(
    event: Event, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One alone may have gone on, and the difference would be theirs."""
    came(event, organizer, TWELVE)
    pretended(monkeypatch)
    actions.measure_due()
    mine, later = Event.objects.filter(pk=event.pk), event.ends_at + timedelta(hours=2)

    def measured() -> int | None:
        actions.measure_due()
        return sums().get("edits")

    mine.update(ends_at=later)
    assert measured() is None
    mine.update(ends_at=event.ends_at)
    assert measured() == 40
    other = event.marks.create(what="wiki", code="bbwiki")
    assert measured() is None
    other.delete()
    assert measured() == 40
    mine.update(ends_at=later)
    came(event, organizer, range(12, 22))
    assert measured() == 130


def test_who_came_and_edited_nothing_hides_nobody(event: Event, organizer: Person, read: Read) -> None:
    came(event, organizer, TWELVE)
    read("2026-05")
    actions.measure_due()
    came(event, organizer, [20, *range(30, 39)])
    actions.measure_due()
    assert (sums()["edits"], exactly(event)) == (40, 98)
