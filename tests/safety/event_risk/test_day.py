"""The day: a page that ends, a log that makes stale, and a look back that says how each risk turned out."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.conftest import person
from tests.programs.events import world as events
from tests.safety.event_risk import ready

from thriving.kernel.diary import entries_about
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import debriefs, incidents, packs
from thriving.safety.event_risk.actions.debriefs import Learned
from thriving.safety.event_risk.actions.incidents import Happened
from thriving.safety.event_risk.actions.lapsing import make_stale
from thriving.safety.event_risk.matrix import Domain
from thriving.safety.event_risk.models import Debrief, Pack, Proviso, Stale
from thriving.safety.event_risk.queries import gate
from thriving.safety.event_risk.queries.debriefs import compared
from thriving.ui import cldr

pytestmark = pytest.mark.django_db

LEVELS = {domain.value: (1, 1) for domain in Domain}


@pytest.fixture
def event(organizer: Person) -> Event:
    return ready.ready(organizer)


def made(event: Event, by: Person, moment: datetime = events.DURING) -> str:
    with ready.at(moment):
        return packs.make(event, by=by)[1]


def opened(secret: str, moment: datetime = events.DURING) -> bool:
    with ready.at(moment):
        return packs.open_with(secret) is not None


def test_a_page_for_the_day_opens_until_everybody_is_home(event: Event, organizer: Person) -> None:
    secret, ends = made(event, organizer), event.ends_at + timedelta(hours=12)
    assert opened(secret, ends - timedelta(seconds=1))
    assert not opened(secret, ends)
    assert not opened("guessed")
    assert Pack.objects.get().opened == 1


def test_where_one_writes_what_happened_nobody_says_that_nothing_is_taken(
    event: Event, organizer: Person, client: Client
) -> None:
    client.force_login(organizer)
    address = reverse("event_risk:record", args=[event.key])
    page = client.get(address).content.decode()
    assert "This site takes no reports of harm yet" not in page
    assert "fictional people" not in page
    Event.objects.filter(pk=event.pk).update(sample=True)
    assert "fictional people" in client.get(address).content.decode()


def test_of_an_event_that_was_moved_forward_it_closes_with_it(event: Event, organizer: Person) -> None:
    secret, moved = made(event, organizer), event.ends_at - timedelta(days=2)
    Event.objects.filter(pk=event.pk).update(starts_at=moved - timedelta(hours=1), ends_at=moved)
    assert not opened(secret)


@pytest.mark.parametrize(("days", "refused"), [(-4, True), (-2, False), (1, True)])
def test_it_is_made_for_the_day_alone(event: Event, organizer: Person, days: int, refused: bool) -> None:  # noqa: FBT001
    moment = events.DURING + timedelta(days=days)
    if refused:
        with pytest.raises(Refused, match="3 days before"):
            made(event, organizer, moment)
    else:
        assert made(event, organizer, moment)


def test_a_link_is_closed_at_once_and_only_its_digest_is_kept(event: Event, organizer: Person) -> None:
    secret = made(event, organizer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM event_risk_pack")
        assert secret not in str(cursor.fetchall())
    assert secret not in str([entry.written for entry in entries_about(event)])
    with ready.at(events.DURING):
        packs.close(Pack.objects.get(), by=organizer)
    assert not opened(secret)


def test_a_canceled_event_has_no_day(event: Event, organizer: Person) -> None:
    secret = made(event, organizer)
    Event.objects.filter(pk=event.pk).update(state="canceled", reason="Rain")
    assert not opened(secret)


def test_few_links_work_at_a_time_and_strangers_make_none(event: Event, organizer: Person) -> None:
    for _each in range(packs.MOST):
        made(event, organizer)
    with pytest.raises(Refused, match="close one first"):
        made(event, organizer)
    with pytest.raises(PermissionDenied):
        made(event, person("stranger"))


def test_58_the_page_says_what_one_needs_and_names_no_participant(
    event: Event, organizer: Person, client: Client
) -> None:
    client.force_login(organizer)
    with ready.at(events.DURING):
        shown = client.post(reverse("event_risk:make_pack", args=[event.key])).content.decode()
        address = shown.split('rel="noreferrer"', maxsplit=1)[0].rsplit('href="', maxsplit=1)[1].split('"')[0]
        client.logout()
        page = client.get(address[address.index("/risk/") :])
        day = page.content.decode()
    assert ("Efua" in day, "+233 30 000 0000" in day, organizer.name in day) == (True, True, False)
    assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert "no-store" in page["Cache-Control"]
    with ready.at(event.ends_at + timedelta(days=1)):
        assert client.get(address[address.index("/risk/") :]).status_code == 404


@pytest.mark.parametrize(
    ("severity", "state"),
    [("minor", "accepted"), ("banned", "accepted"), ("major", "stale"), ("critical", "stale")],
)
def test_what_is_serious_makes_the_assessment_stale(
    event: Event, organizer: Person, severity: str, state: str
) -> None:
    with ready.at():
        told = Happened(severity, ready.NOW, "A visitor shouted at a participant.")
        incidents.record(event, told, by=organizer)
    assert event.risk_assessments.get().state == state


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (Happened("awful", ready.NOW, "x"), "how severe"),
        (Happened("minor", ready.NOW + timedelta(seconds=1), "x"), "when it happened"),
        (Happened("minor", ready.NOW - timedelta(days=90), "x"), "when it happened"),
        (Happened("minor", ready.NOW, " "), "what happened"),
        (Happened("minor", ready.NOW, "x" * 5_001), "5000"),
        (Happened("minor", ready.NOW, "They call from +233 30 111 2222."), "without names"),
        (Happened("minor", ready.NOW, "It was efua@example.org."), "without names"),
    ],
)
def test_what_is_wrong_with_a_log_is_said(
    event: Event, organizer: Person, told: Happened, sentence: str
) -> None:
    with ready.at(), pytest.raises(Refused, match=sentence):
        incidents.record(event, told, by=organizer)
    assert not event.risk_incidents.exists()


def test_the_log_is_sealed_and_the_diary_tells_how_severe_alone(event: Event, organizer: Person) -> None:
    with ready.at():
        incidents.record(event, Happened("minor", ready.NOW, "Canary", "Canary too"), by=organizer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT what, done FROM event_risk_incident")
        assert "Canary" not in str(cursor.fetchall())
    assert "Canary" not in str([entry.written for entry in entries_about(event)])


def learned(**otherwise: object) -> Learned:
    said = {"worked": "The quiet room.", "change": "More light.", "levels": LEVELS}
    return Learned(**{**said, **otherwise})  # type: ignore[arg-type]


def test_one_looks_back_once_it_is_over_and_once_alone(event: Event, organizer: Person) -> None:
    with ready.at(), pytest.raises(Refused, match="is over"):
        debriefs.look_back(event, learned(), by=organizer)
    with ready.at(events.AFTER):
        debriefs.look_back(event, learned(), by=organizer)
        with pytest.raises(Refused, match="done already"):
            debriefs.look_back(event, learned(), by=organizer)
    assert event.risk_assessments.get().state == "debriefed"


def test_a_look_back_opens_nothing_that_was_closed(event: Event, organizer: Person) -> None:
    with ready.at():
        make_stale(event, Stale.MATERIAL, by="test")
    with ready.at(events.AFTER):
        before = gate.unmet(event)
        debriefs.look_back(event, learned(), by=organizer)
        assert [each.sentence for each in before] == [Stale.MATERIAL.label]
        assert gate.unmet(event) == before


def test_a_look_back_hides_no_condition_that_is_not_confirmed(event: Event, organizer: Person) -> None:
    found = event.risk_assessments.get()
    Proviso.objects.create(assessment=found, number=1, words="Hire a guard.", due_on=ready.NOW.date())
    with ready.at(events.AFTER):
        debriefs.look_back(event, learned(), by=organizer)
        assert [each.condition for each in gate.missing(event)] == ["assessment"]


def test_what_is_told_after_the_look_back_still_closes(event: Event, organizer: Person) -> None:
    with ready.at(events.AFTER):
        debriefs.look_back(event, learned(), by=organizer)
        assert gate.is_open(event)
        incidents.record(event, Happened("major", events.DURING, "A fall."), by=organizer)
        assert [each.condition for each in gate.missing(event)] == ["assessment"]
    assert event.risk_assessments.get().state == "debriefed"


@pytest.mark.parametrize(
    "otherwise",
    [
        {"worked": " "},
        {"change": ""},
        {"levels": {}},
        {"levels": {**LEVELS, "life_and_liberty": (0, 1)}},
        {"levels": {**LEVELS, "life_and_liberty": (1, 6)}},
        {"worked": "x" * 5_001},
    ],
)
def test_a_look_back_says_all(event: Event, organizer: Person, otherwise: dict[str, object]) -> None:
    with ready.at(events.AFTER), pytest.raises(Refused):
        debriefs.look_back(event, learned(**otherwise), by=organizer)
    assert not Debrief.objects.exists()


def test_it_shows_where_a_risk_was_greater_than_thought(event: Event, organizer: Person) -> None:
    levels = {**LEVELS, "health": (5, 5)}
    with ready.at(events.AFTER):
        found = debriefs.look_back(event, learned(levels=levels), by=organizer)
    worse = [str(each.title) for each in compared(event, found) if each.was_worse]
    assert worse == ["Health"]


def test_the_form_of_a_look_back_is_filled_and_sent(event: Event, organizer: Person, client: Client) -> None:
    client.force_login(organizer)
    address = reverse("event_risk:look_back", args=[event.key])
    with ready.at():
        assert client.get(address).status_code == 404
    said = {"worked": "The quiet room.", "change": "More light."}
    said |= {f"{what}_{domain}": "2" for what in ("likely", "bad") for domain in Domain}
    with ready.at(events.AFTER):
        assert client.post(address, {**said, "bad_health": ""}).status_code == 422
        assert client.post(address, said).status_code == 302
        assert "The quiet room." in client.get(reverse("event_risk:event", args=[event.key])).content.decode()


def test_the_day_stands_once_on_the_page_of_one_day(event: Event, organizer: Person, client: Client) -> None:
    secret = made(event, organizer)
    with ready.at(events.DURING):
        page = client.get(reverse("event_risk:pack", args=[secret])).content.decode()
    assert event.local_start.date() == event.local_end.date()
    assert page.partition("<h2>")[0].count(cldr.weekday(event.local_start)) == 1
    assert '<bdi dir="ltr">+' in page
