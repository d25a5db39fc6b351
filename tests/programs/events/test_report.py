from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.programs.events.world import AFTER, announced, at, held
from tests.programs.patterns import world as world_of_patterns

from thriving.evidence.models import Fact
from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.actions import Told
from thriving.programs.events.models import Contribution, Event, Report
from thriving.programs.events.queries.report import Figure, reported
from thriving.programs.events.waiting import waiting
from thriving.wiki import contributions

LEARNED = Told(words=Words(en="It went well."), learned=Words(en="Begin earlier."))


@pytest.fixture
def event(organizer: Person) -> Event:
    return held(organizer)


def came(event: Event, organizer: Person, count: int, *, new: int = 0) -> None:
    rows = [f"Reader {event.key} {number},{'new' if number < new else ''}" for number in range(count)]
    text = "\n".join(["user_name,standing", *rows])
    with at(AFTER):
        file = BytesIO(text.encode())
        actions.take_in_list(
            actions.bring_table(event, file, title="list", agreed=True, by=organizer), by=organizer
        )


def contributed(event: Event, **figures: Any) -> None:
    told = {
        name: {"value": value, "unit": "edits", "known_from": "", "note": ""}
        for name, value in figures.items()
    }
    Contribution.objects.create(
        event=event,
        people=20,
        figures=told,
        told=told,
        is_whole=True,
        digest="known",
        computed_at=clock.now(),
    )


def figures(told: list[Figure]) -> dict[str, Figure]:
    return {str(each.title): each for each in told}


def test_figures_come_from_the_records(event: Event, organizer: Person) -> None:
    came(event, organizer, 25, new=12)
    found = figures(reported(event, inside=False).people)
    assert found["Participants"].value == 25
    assert found["Of them for the first time"].value == 12
    assert found["Organizers"].value == 1


def test_few_people_are_told_to_nobody_outside(event: Event, organizer: Person) -> None:
    came(event, organizer, 9)
    assert figures(reported(event, inside=False).people)["Participants"].fewer_than == 10
    assert figures(reported(event, inside=True).people)["Participants"].value == 9


@pytest.mark.parametrize(("new", "withheld", "fewer"), [(3, False, 10), (20, True, None), (25, False, None)])
def test_few_who_are_left_cannot_be_computed(
    event: Event, organizer: Person, new: int, withheld: object, fewer: int | None
) -> None:
    came(event, organizer, 25, new=new)
    told = figures(reported(event, inside=False).people)["Of them for the first time"]
    assert (told.is_withheld, told.fewer_than) == (withheld, fewer)


def test_without_a_lake_it_is_not_measured_and_never_nothing(event: Event, organizer: Person) -> None:
    came(event, organizer, 12)
    assert actions.measure_due() == 0
    told = reported(event, inside=True)
    assert told.on_wikis == []
    assert str(told.why_not).startswith("Not measured: no history")


def test_edits_of_few_people_are_withheld(event: Event) -> None:
    contributed(event, editors=4, edits=120)
    for inside in (True, False):
        assert [each.fewer_than for each in reported(event, inside=inside).on_wikis] == [10]


def test_who_stayed_is_not_yet_known_nor_ever_once_names_are_deleted(event: Event, organizer: Person) -> None:
    contributed(event, editors=14, edits=120)
    stayed = {"value": None, "unit": "", "known_from": "2026-04-20", "note": ""}
    told = {**Contribution.objects.get().figures, "retained_new_editors": stayed}
    Contribution.objects.update(figures=told, told=told)
    with at(AFTER):
        roll = actions.bring_names(event, "Ama", agreed=True, by=organizer)
        actions.take_in_list(roll, by=organizer)
        told = figures(reported(event, inside=False).on_wikis)["New editors who stayed"]
    assert (told.value, str(told.known_from)) == (None, "2026-04-20")
    with at(AFTER + timedelta(days=400)):
        actions.forget_names()
    told = figures(reported(event, inside=False).on_wikis)["New editors who stayed"]
    assert (told.known_from, told.names_went) == (None, True)


def test_lake_is_asked_of_those_who_agreed_and_came(
    event: Event, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:

    came(event, organizer, 3)
    event.registrations.filter(name__endswith="2").update(may_measure=False)
    asked: list[Any] = []

    def told(some: Sequence[contributions.Asked]) -> dict[str, contributions.Told]:
        asked.extend((each.names, each.begins, each.ends) for each in some)
        figure = contributions.Figure("edits", "Edits", 7, "edits", None, "")
        return dict.fromkeys(["now", contributions.TOGETHER], contributions.Told((figure,), 0))

    monkeypatch.setattr(contributions, "told_together", told)
    assert (actions.measure_due(), actions.measure_due()) == (1, 0)  # nothing is new the second time
    assert asked == [(["Reader markets 0", "Reader markets 1"], event.starts_at, event.ends_at)]
    assert Contribution.objects.get().figures["edits"]["value"] == 7


def test_handed_in_report_is_read_by_all(event: Event, organizer: Person, client: Client) -> None:
    came(event, organizer, 12)
    address = reverse("events:report", args=[event.key])
    assert client.get(address).status_code == 404
    with at(AFTER):
        actions.write_report(event, LEARNED, by=organizer)
        actions.hand_in(event, by=organizer)
    page = client.get(address).content.decode()
    assert "Begin earlier." in page
    assert "Reader" not in page


def test_nothing_is_handed_in_without_what_was_learned(event: Event, organizer: Person) -> None:
    with at(AFTER):
        actions.write_report(event, Told(words=Words(en="It went well.")), by=organizer)
        with pytest.raises(Refused, match="what was learned"):
            actions.hand_in(event, by=organizer)


def test_report_comes_afterwards(organizer: Person) -> None:
    event = announced(organizer)
    with at(event.starts_at - timedelta(days=1)), pytest.raises(Refused, match="not over yet"):
        actions.write_report(event, LEARNED, by=organizer)


def test_others_write_no_report(event: Event, other_organizer: Person, cast: Cast) -> None:
    for stranger in (other_organizer, cast.volunteer):
        with at(AFTER), pytest.raises(PermissionDenied):
            actions.write_report(event, LEARNED, by=stranger)


def test_unknown_pattern_is_named(event: Event, organizer: Person) -> None:
    with at(AFTER), pytest.raises(Refused, match="no learning pattern “nothing”"):
        actions.write_report(event, Told(learned=LEARNED.learned, patterns=("nothing",)), by=organizer)


def test_list_that_was_not_taken_in_waits(event: Event, organizer: Person, cast: Cast) -> None:
    with at(AFTER):
        actions.bring_names(event, "Ama", agreed=False, by=organizer)
        mine = [each.title.partition(":")[0] for each in waiting(organizer, AFTER.date())]
        assert mine == ["Report on", "Take in or drop a list of participants"]
        assert list(waiting(cast.volunteer, AFTER.date())) == []


def test_numbers_follow_a_corrected_list(event: Event, organizer: Person) -> None:
    came(event, organizer, 12)
    roll = event.rolls.get()
    with at(AFTER):
        actions.undo_list(roll, by=organizer)
    assert figures(reported(event, inside=True).people)["Participants"].value == 0
    assert not Fact.objects.filter(
        kind="event.attended", superseded_number=None, dimensions__role="participant"
    ).exists()


def test_patterns_are_picked_from_those_that_everybody_reads(client: Client, organizer: Person) -> None:
    event = held(organizer)
    world_of_patterns.published(key="short-sessions")
    client.force_login(organizer)
    address = reverse("events:write_report", args=[event.key])
    with at(AFTER):
        page = client.get(address).content.decode()
        assert 'type="checkbox" name="patterns" value="short-sessions"' in page
        assert "/events/markets/door/" in page
        said = {"learned": "Begin earlier.", "patterns": "short-sessions"}
        assert client.post(address, said).status_code == 302
        assert client.post(address, {**said, "patterns": "another"}).status_code == 422
    assert Report.objects.get(event=event).patterns == ["short-sessions"]
