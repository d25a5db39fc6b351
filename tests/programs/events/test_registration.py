from __future__ import annotations

import pytest
from tests.conftest import Cast, person
from tests.programs.events.world import AFTER, PLANNED_AT, announced, at, draft

from thriving.kernel.models import Mail
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.actions import Chosen, Wishes
from thriving.programs.events.models import Event, Registration, WikiName
from thriving.programs.events.queries.registration import at_token, events_of, is_registered, token_of


@pytest.fixture
def event(organizer: Person) -> Event:
    return announced(organizer, capacity=2)


def register(event: Event, name: str) -> Registration:
    someone = Person.objects.filter(username=name).first() or person(name)
    with at(PLANNED_AT):
        return actions.register(event, Wishes(), by=someone)


def bare(event: Event, **said: object) -> Registration:
    with at(PLANNED_AT):
        return actions.register_without_account(event, Wishes(**said))  # type: ignore[arg-type] -- typed above


def states(event: Event) -> list[str]:
    return list(event.registrations.order_by("number").values_list("state", flat=True))


def test_places_go_first_then_the_waiting_list(event: Event) -> None:
    for name in ("ann", "bo", "cy", "di"):
        register(event, name)
    assert states(event) == ["placed", "placed", "waiting", "waiting"]


def test_who_registers_twice_is_registered_once(event: Event) -> None:
    assert register(event, "ann") == register(event, "ann")
    assert event.registrations.count() == 1


def test_place_given_back_goes_to_the_first_who_waits(event: Event) -> None:
    ann, _bo, cy, _di = (register(event, name) for name in ("ann", "bo", "cy", "di"))
    with at(PLANNED_AT):
        actions.withdraw(ann, by=ann.person)
    assert states(event) == ["withdrawn", "placed", "placed", "waiting"]
    assert Mail.objects.filter(key__contains=f"{cy.uid}:placed").count() == (1 if cy.person.email else 0)


def test_who_comes_back_stands_last(event: Event) -> None:
    ann, *_others = (register(event, name) for name in ("ann", "bo", "cy"))
    with at(PLANNED_AT):
        actions.withdraw(ann, by=ann.person)
    again = register(event, "ann")
    assert (again.pk, again.state, again.number) == (ann.pk, "waiting", 4)


def test_more_places_are_given_to_those_who_wait(event: Event, organizer: Person) -> None:
    for name in ("ann", "bo", "cy", "di"):
        register(event, name)
    with at(PLANNED_AT):
        said = actions.Planned.of(event)
        actions.change(event, actions.Planned(**{**vars(said), "capacity": 3}), by=organizer)
    assert states(event) == ["placed", "placed", "placed", "waiting"]


def test_full_event_without_a_list_refuses(organizer: Person) -> None:
    event = announced(organizer, capacity=1, waiting_list=False)
    register(event, "ann")
    with pytest.raises(Refused, match="All places are taken"):
        register(event, "bo")


def test_nobody_registers_for_what_is_over_or_not_announced(organizer: Person) -> None:
    over, unannounced = announced(organizer), draft(organizer, "later")
    with at(AFTER), pytest.raises(Refused, match="any more"):
        actions.register(over, Wishes(), by=person("ann"))
    with pytest.raises(Refused, match="not announced"):
        register(unannounced, "bo")


def test_organizers_close_the_registration(event: Event, organizer: Person) -> None:
    with at(PLANNED_AT):
        actions.choose(event, Chosen(is_open=False), by=organizer)
    with pytest.raises(Refused, match="closed the registration"):
        register(event, "ann")


def test_newcomer_without_an_account_gets_a_link(event: Event) -> None:
    registration = bare(event, name="Ama", says_new=True)
    assert registration.has_place
    assert at_token(token_of(registration)) == registration


def test_wrong_link_opens_nothing(event: Event) -> None:
    token = token_of(bare(event))
    assert at_token(token[:-1] + ("0" if token[-1] != "0" else "1")) is None
    assert at_token("0" * len(token)) is None
    assert at_token("") is None


def test_known_address_is_only_written_to(event: Event) -> None:
    first = bare(event, email="ama@example.org")
    second = bare(event, email="AMA@example.org ".strip(), name="Somebody else")
    assert first == second
    assert event.registrations.get().name == ""
    assert Mail.objects.filter(address="ama@example.org").count() == 2


def test_link_joins_an_account(event: Event, cast: Cast) -> None:
    registration = bare(event, email="ama@example.org", name="Ama")
    token = token_of(registration)
    with at(PLANNED_AT):
        actions.join(registration, to=cast.volunteer)
    registration.refresh_from_db()
    assert (registration.subject, registration.name, registration.email) == (cast.volunteer.key, "", "")
    assert at_token(token) is None
    assert is_registered(cast.volunteer, event)
    assert list(events_of(cast.volunteer)) == [event]


def test_link_does_not_join_who_is_registered(event: Event, cast: Cast) -> None:
    registration = bare(event)
    register(event, "valentina")
    with pytest.raises(Refused, match="with your account too"):
        actions.join(registration, to=cast.volunteer)


def test_wiki_name_is_kept_only_for_measuring(event: Event) -> None:
    registration = bare(event, may_measure=True, wiki_name="Ama K")
    assert WikiName.objects.get().name == "Ama K"
    actions.wish_otherwise(registration, Wishes(wiki_name="Ama K"), by=None)
    assert not WikiName.objects.exists()


def test_measuring_needs_a_name(event: Event) -> None:
    with pytest.raises(Refused, match="user name on the wikis"):
        bare(event, may_measure=True)


def test_canceled_event_is_told_once(event: Event, organizer: Person) -> None:
    for email in ("a@example.org", "b@example.org", "c@example.org"):
        bare(event, email=email)
    with at(PLANNED_AT):
        actions.cancel(event, reason="The hall burned down.", by=organizer)
    told = Mail.objects.filter(key__contains=":canceled")
    assert sorted(told.values_list("address", flat=True)) == [
        "a@example.org",
        "b@example.org",
        "c@example.org",
    ]
    assert "Its page says why" in told[0].text
    assert "The hall burned down." not in told[0].text


def test_letter_is_in_its_readers_language(event: Event) -> None:
    bare(event, email="a@example.org", language="ar")
    assert Mail.objects.get().language == "ar"


def test_invitation_goes_out_once(event: Event, organizer: Person) -> None:
    with at(PLANNED_AT):
        for _time in range(2):
            actions.invite(event, ["a@example.org", "A@example.org"], language="en", by=organizer)
    assert Mail.objects.get().address == "a@example.org"


def test_wrong_address_invites_nobody(event: Event, organizer: Person) -> None:
    with at(PLANNED_AT), pytest.raises(Refused, match="no mail address"):
        actions.invite(event, ["a@example.org", "nobody"], language="en", by=organizer)
    assert not Mail.objects.exists()
