"""Who comes is known to organizers alone; what others read of it is the same for all, and finds nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import Cast, person
from tests.places import few
from tests.programs.events.world import AFTER, PLANNED_AT, announced, at, held, online, with_mail

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import CountryProtection, Person, SignInAttempt
from thriving.movement.personal.forgetting import forget
from thriving.programs.events import actions
from thriving.programs.events.actions import Wishes
from thriving.programs.events.asked import owner_of
from thriving.programs.events.models import Event, Registration, WikiName
from thriving.programs.events.queries.registration import participants_for, token_of
from thriving.programs.events.queries.report import reported
from thriving.questions import actions as questions
from thriving.questions.models import Sheet


@pytest.fixture
def event(organizer: Person) -> Event:
    return announced(organizer)


def come(event: Event, count: int = 1, **said: Any) -> list[Registration]:
    with at(PLANNED_AT):
        return [actions.register_without_account(event, Wishes(**said)) for _each in range(count)]


def page(client: Client, event: Event, name: str = "events:event") -> str:
    with at(PLANNED_AT):
        return client.get(reverse(name, args=[event.key])).content.decode()


def taking_part(client: Client, event: Event) -> str:
    found = re.search(
        r'<section aria-labelledby="registration">.*?</section>', page(client, event), re.DOTALL
    )
    return found[0] if found else ""


def test_one_more_is_not_noticed(event: Event, client: Client) -> None:
    come(event, 11)
    before = taking_part(client, event)
    come(event, 8)
    assert taking_part(client, event) == before
    come(event, 1)
    assert taking_part(client, event) != before


def test_total_is_the_same_for_every_reader(event: Event, cast: Cast, organizer: Person) -> None:
    come(event, 12)
    told = set()
    for reader in (None, cast.volunteer, cast.lead, organizer):
        client = Client()
        if reader:
            client.force_login(reader)
        told.add(taking_part(client, event))
    assert len(told) == 1
    assert "At least <bdi>10</bdi> people" in told.pop()


def test_few_are_fewer_than_ten(event: Event, client: Client) -> None:
    before = taking_part(client, event)
    come(event, 9)
    assert taking_part(client, event) == before
    assert "Fewer than ten" in before


def test_name_is_shown_to_organizers_until_it_is_public(event: Event, cast: Cast, organizer: Person) -> None:
    (someone,) = come(event, name="Abena Private")
    for reader in (cast.volunteer, cast.lead, cast.operator, cast.visitor):
        assert list(participants_for(reader, event)) == []
    assert list(participants_for(organizer, event)) == [someone]
    with at(PLANNED_AT):
        actions.wish_otherwise(someone, Wishes(name="Abena Public", is_public=True), by=None)
    assert "Abena Public" in page(Client(), event)


@pytest.mark.parametrize(
    "name",
    ["participants", "participants_file", "printed", "door", "lists", "invite", "admission", "write_report"],
)
def test_pages_of_organizers_are_absent_for_others(
    event: Event, other_organizer: Person, client: Client, name: str
) -> None:
    client.force_login(other_organizer)
    assert client.get(reverse(f"events:{name}", args=[event.key])).status_code == 404


def test_registration_of_another_event_is_not_undone(
    organizer: Person, other_organizer: Person, client: Client
) -> None:
    mine, theirs = announced(organizer), announced(other_organizer, "theirs")
    (someone,) = come(theirs)
    client.force_login(organizer)
    for key in (mine.key, theirs.key):
        assert client.post(reverse("events:not_there", args=[key, someone.uid])).status_code == 404


def test_posted_fields_that_are_not_asked_change_nothing(event: Event, client: Client) -> None:
    sent = {
        "name": "Ama",
        "state": "placed",
        "number": "1",
        "attended_on": "2026-03-20",
        "role": "organizer",
        "person": "1",
        "subject": "a" * 32,
        "code": "333333",
    }
    with at(PLANNED_AT):
        client.post(reverse("events:register", args=[event.key]), sent)
    someone = event.registrations.get()
    assert (someone.attended_on, someone.role, someone.person) == (None, "participant", None)
    assert someone.subject != "a" * 32
    assert someone.code != "333333"


def test_known_address_answers_like_an_unknown_one(event: Event, client: Client) -> None:
    come(event, email="known@example.org")
    answers = []
    for email in ("known@example.org", "unknown@example.org"):
        with at(PLANNED_AT):
            answer = client.post(reverse("events:register", args=[event.key]), {"email": email}, follow=True)
        answers.append((answer.redirect_chain, answer.content))
    assert answers[0] == answers[1]


def test_known_address_takes_the_work_of_an_unknown_one(organizer: Person, client: Client) -> None:
    event, before = announced(organizer), announced(organizer, "before")
    kofi = with_mail("kofi", "account@example.org")
    for each in (event, before):
        come(each, email="known@example.org")
    come(before, email="elsewhere@example.org")
    with at(PLANNED_AT):
        actions.register(event, Wishes(), by=kofi)
        actions.withdraw(come(event, email="gone@example.org")[0], by=None)
        actions.remove(come(event, email="off@example.org")[0], reason="No.", by=organizer)
        asked = questions.begin(owner_of(event), Words(en="To cook."), delete_after=30, by="test")
        questions.add_question(asked, questions.Asked("short_text", Words(en="?")), key="food", by="test")
        questions.publish(asked, by="test")
    people = event.registrations.count()
    names = ("new", "known", "known", "elsewhere", "account", "off", "off", "gone")
    costs = [(name, cost(client, event, f"{name}@example.org")) for name in names]
    queries = [count for _name, count in costs]
    assert max(queries) - min(queries) <= 1, costs  # one: a letter that was written before is looked up
    assert event.registrations.count() == people + 2
    assert {each.person or event.registrations.get(uid=each.code).email for each in Sheet.objects.all()} == {
        "new@example.org",
        "elsewhere@example.org",
        "gone@example.org",
    }


def cost(client: Client, event: Event, email: str) -> int:
    with at(PLANNED_AT), CaptureQueriesContext(connection) as captured:
        client.post(reverse("events:register", args=[event.key]), {"email": email, "question-food": "Fish"})
    return len(captured)


def test_private_link_is_not_the_code_nor_the_fact(event: Event) -> None:
    (someone,) = come(event)
    token = token_of(someone)
    assert someone.subject not in token
    assert someone.code not in token
    assert len(token) == 72


def test_link_opens_only_ones_own(event: Event, client: Client) -> None:
    first, second = come(event, 2)
    forged = token_of(first)[:32] + token_of(second)[32:]
    assert client.get(reverse("events:private_registration", args=[forged])).status_code == 404


def test_wiki_names_are_on_no_page(event: Event, organizer: Person, client: Client) -> None:
    come(event, may_measure=True, wiki_name="Secret Editor", name="Ama", is_public=True)
    client.force_login(organizer)
    for name in ("event", "participants", "participants_file", "printed", "door", "lists"):
        address = reverse(f"events:{name}", args=[event.key])
        answer = client.get(address)
        assert "Secret Editor" not in (b"".join(answer) if answer.streaming else answer.content).decode()


def test_export_runs_no_formula(event: Event, organizer: Person, client: Client) -> None:
    come(event, name='=HYPERLINK("https://evil.example")')
    client.force_login(organizer)
    answer = client.get(reverse("events:participants_file", args=[event.key]))
    assert "'=HYPERLINK" in b"".join(answer).decode()


def test_title_and_name_are_no_markup(organizer: Person, client: Client) -> None:
    event = announced(organizer)
    come(event, name="<script>alert(1)</script>", is_public=True)
    assert "<script>alert" not in page(client, event)


def protect() -> None:
    few()
    CountryProtection.objects.create(country_id="GH", begins_on=PLANNED_AT.date(), source="test")


def test_in_a_protected_country_nobody_is_shown_nor_measured(organizer: Person, client: Client) -> None:
    event = announced(organizer)
    come(event, name="Before", is_public=True, may_measure=True, wiki_name="Before")
    protect()
    come(event, name="After", is_public=True, may_measure=True, wiki_name="After")
    shown = page(client, event)
    assert "Before" not in shown
    assert "After" not in shown
    assert list(WikiName.objects.values_list("name", flat=True)) == ["Before"]
    told = reported(event, inside=True)
    assert "in this country taking part can be dangerous" in str(told.why_not)


@pytest.mark.parametrize("by_account", [True, False])
def test_who_lives_where_it_is_dangerous_is_not_shown_nor_measured(
    organizer: Person,
    client: Client,
    by_account: bool,  # noqa: FBT001 -- whether the account tells the country, or they themselves
) -> None:
    event = announced(organizer, **online())
    protect()
    ama = person("ama")
    Person.objects.filter(pk=ama.pk).update(country="GH")
    said: dict[str, Any] = {"is_public": True, "may_measure": True, "wiki_name": "Ama"}
    with at(PLANNED_AT):
        if by_account:
            client.force_login(ama)
            told = client.get(reverse("events:register", args=[event.key])).content.decode()
            actions.register(event, Wishes(**said), by=Person.objects.get(pk=ama.pk))
        else:
            (someone,) = come(event, country="GH", **said)
            address = reverse("events:private_registration", args=[token_of(someone)])
            told = client.get(address).content.decode()
    assert "Where taking part can be dangerous" in told
    assert "wiki_name" not in told
    found = event.registrations.get()
    Registration.objects.filter(pk=found.pk).update(is_public=True)  # as if it had become dangerous since
    assert list(participants_for(person("kofi"), event)) == []
    assert (found.is_public, found.may_measure, WikiName.objects.count()) == (False, False, 0)


def test_who_is_known_by_an_identifier_alone_takes_their_consent_back(
    organizer: Person, cast: Cast, client: Client
) -> None:
    event = announced(organizer)
    wished = Wishes(may_measure=True, wiki_name="Ama")
    with at(PLANNED_AT):
        mine = actions.register(event, wished, by=cast.volunteer)
        theirs = actions.register(event, wished, by=cast.editor)
    event.registrations.update(person=None)  # as names are forgotten while user names are needed
    client.force_login(cast.volunteer)
    address = reverse("events:my_registration", args=[event.key])
    assert address in page(client, event)
    with at(AFTER):
        assert "Count it no longer" in client.get(address).content.decode()
        assert client.post(address).status_code == 302
        assert client.get(address).status_code == 404
    mine.refresh_from_db()
    assert mine.may_measure is False
    assert list(WikiName.objects.values_list("registration", flat=True)) == [theirs.pk]


def test_paper_names_nobody_in_a_protected_country(event: Event, organizer: Person, client: Client) -> None:
    (someone,) = come(event, name="Abena Private")
    protect()
    client.force_login(organizer)
    printed = page(client, event, "events:printed")
    assert "Abena" not in printed
    assert someone.written_code in printed


def test_names_go_and_counts_stay(organizer: Person, settings: Any) -> None:
    event = held(organizer)
    with at(AFTER):
        roll = actions.bring_names(event, "Ama\nKofi\n", agreed=True, by=organizer)
        actions.take_in_list(roll, by=organizer)
    settings.NAMES_KEPT = 10
    for days, named in ((9, True), (11, False)):
        with at(event.ends_at + timedelta(days=days)):
            actions.forget_names()
        assert event.registrations.exclude(name="").exists() is named
    assert not WikiName.objects.exists()
    assert str(event.rolls.get()) == "A list"
    assert not event.registrations.exclude(person=None).exists()
    assert event.registrations.filter(attended_on__isnull=False).count() == 3


def test_who_leaves_leaves_a_bare_identifier_and_a_place(organizer: Person, cast: Cast) -> None:
    event = announced(organizer, capacity=1)
    with at(PLANNED_AT):
        someone = actions.register(event, Wishes(is_public=True), by=cast.volunteer)
        next_one = actions.register_without_account(event, Wishes())
        subject = cast.volunteer.key
        forget(cast.volunteer, by="test")
        actions.promote_everywhere()
    someone.refresh_from_db()
    next_one.refresh_from_db()
    assert (someone.person, someone.subject, someone.shown_name) == (None, subject, "")
    assert (someone.state, next_one.state) == ("withdrawn", "placed")


def test_list_of_who_comes_asks_as_much_for_three_as_for_one(
    event: Event, organizer: Person, client: Client
) -> None:
    client.force_login(organizer)
    page(client, event, "events:participants")  # what is looked up once for a session
    asked: list[int] = []
    for _more in range(2):
        come(event, 2 if asked else 1)
        with at(PLANNED_AT):
            actions.register(event, Wishes(), by=person(f"reader{len(asked)}"))
        with CaptureQueriesContext(connection) as queries:
            page(client, event, "events:participants")
        asked.append(len(queries))
    assert asked[0] == asked[1]


STANDS: dict[str, dict[str, Any]] = {
    "open": {},
    "full": {"capacity": 2, "waiting_list": False},
    "waited for": {"capacity": 2},
    "closed": {},
    "over": {},
}


def known_and_unknown(event: Event, moment: datetime) -> Iterator[tuple[int, str | None, int]]:
    for email in ("link@example.org", "account@example.org", "unknown@example.org"):
        SignInAttempt.objects.all().delete()
        with at(moment):
            answer = Client().post(reverse("events:register", args=[event.key]), {"email": email})
        yield answer.status_code, answer.get("Location"), SignInAttempt.objects.count()


@pytest.mark.parametrize("stand", STANDS)
def test_no_state_of_an_event_tells_who_is_registered(organizer: Person, stand: str) -> None:
    event = announced(organizer, **STANDS[stand])
    come(event, email="link@example.org")
    someone = person("account")
    Person.objects.filter(pk=someone.pk).update(email="account@example.org")
    with at(PLANNED_AT):
        actions.register(event, Wishes(), by=someone)
        if stand == "closed":
            actions.choose(event, actions.Chosen(is_open=False), by=organizer)
    answers = list(known_and_unknown(event, AFTER if stand == "over" else PLANNED_AT))
    status = 302 if stand in ("open", "waited for") else 422
    assert len(set(answers)) == 1
    assert (answers[0][0], answers[0][2]) == (status, 2)


def test_venue_is_not_locked_out_by_the_limit_of_signing_in(event: Event, settings: Any) -> None:
    settings.SIGN_IN_TRIES_BY_ADDRESS, settings.REGISTRATIONS_BY_ADDRESS = 1, 3
    address = reverse("events:register", args=[event.key])
    with at(PLANNED_AT):
        told = [Client().post(address, {"email": f"a{n}@example.org"}).status_code for n in range(4)]
    assert told == [302, 302, 302, 422]


def test_nobody_has_many_letters_sent_to_a_stranger(organizer: Person) -> None:
    """One address at many events: each would write to it, and whoever asks may sit anywhere."""
    told = []
    for number in range(6):
        event = announced(organizer, key=f"market-{number}")
        address = reverse("events:register", args=[event.key])
        with at(PLANNED_AT):
            sent = Client(REMOTE_ADDR=f"192.0.2.{number}").post(address, {"email": "Lina@example.org"})
        told.append(sent.status_code)
    assert told == [302, 302, 302, 302, 302, 422]


def test_nobody_has_a_letter_an_hour_sent_to_a_stranger(
    event: Event, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slowly, never too many in a quarter of an hour, and with a day the count begins anew."""
    monkeypatch.setattr("thriving.programs.events.views.registration.LETTERS_TO_ONE_IN_A_DAY", 3)
    told = []
    for hours in (0, 1, 2, 3, 25):
        monkeypatch.setattr(clock, "system", lambda hours=hours: PLANNED_AT + timedelta(hours=hours))
        with at(PLANNED_AT):
            sent = client.post(reverse("events:register", args=[event.key]), {"email": "lina@example.org"})
        told.append(sent.status_code)
    assert told == [302, 302, 302, 422, 302]
