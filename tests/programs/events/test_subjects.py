from __future__ import annotations

from io import BytesIO

import pytest
from allauth.socialaccount.models import SocialAccount
from tests.conftest import Cast, person
from tests.programs.events.test_lists import bring, take_in
from tests.programs.events.world import DURING, PLANNED_AT, announced, at, held

from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.actions import Reading, Wishes
from thriving.programs.events.models import Event


@pytest.fixture
def event(organizer: Person) -> Event:
    return held(organizer)


def subjects(event: Event) -> set[str]:
    return set(event.registrations.filter(role="participant").values_list("subject", flat=True))


@pytest.mark.parametrize(
    "text", ["user_name\nAma\nKofi\n", "email\nama@example.org\nkofi@example.org\n"], ids=["names", "mails"]
)
@pytest.mark.parametrize("agreed", [True, False])
def test_lists_of_two_events_mean_the_same_people(
    event: Event, organizer: Person, text: str, *, agreed: bool
) -> None:
    second = held(organizer, "harbors")
    for each in (event, second):
        take_in(bring(each, text, organizer, agreed=agreed), organizer)
    assert len(subjects(event)) == 2
    assert subjects(event) == subjects(second)


def test_names_that_are_no_user_names_mean_nobody_else(event: Event, organizer: Person) -> None:
    second = held(organizer, "harbors")
    take_in(bring(event, "name\nAma\n", organizer), organizer)
    take_in(bring(second, "user_name\nAma\n", organizer), organizer)
    assert not subjects(event) & subjects(second)


def test_proved_user_name_is_its_accounts(event: Event, organizer: Person, cast: Cast) -> None:
    SocialAccount.objects.create(
        user=cast.volunteer, provider="mediawiki", uid="7", extra_data={"username": "Ama"}
    )
    take_in(bring(event, "user_name\nAma\n", organizer), organizer)
    assert subjects(event) == {cast.volunteer.key}


def test_who_was_listed_registers_with_the_account_and_the_list_stays_as_it_was(
    organizer: Person, cast: Cast
) -> None:
    """Else organizers see which account comes where a user name goes."""
    event = announced(organizer)
    SocialAccount.objects.create(
        user=cast.volunteer, provider="mediawiki", uid="7", extra_data={"username": "Ama"}
    )
    with at(PLANNED_AT):
        file = BytesIO(b"user_name,came\nAma,no\n")
        roll = actions.bring_table(event, file, title="list.csv", agreed=False, by=organizer)
        actions.take_in_list(roll, by=organizer)
        mine = actions.register(event, Wishes(), by=cast.volunteer)
    assert (mine.person, mine.name) == (cast.volunteer, "")
    assert list(event.registrations.values_list("name", flat=True)) == ["Ama", ""]
    assert subjects(event) == {cast.volunteer.key}


def test_typed_name_leads_to_no_account(event: Event, organizer: Person, cast: Cast) -> None:
    SocialAccount.objects.create(
        user=cast.volunteer, provider="mediawiki", uid="7", extra_data={"username": "Ama"}
    )
    take_in(bring(event, "user_name\nAma\n", organizer, agreed=True), organizer)
    ahead = announced(organizer, "harbors")
    with at(PLANNED_AT):
        someone = actions.register_without_account(ahead, Wishes(may_measure=True, wiki_name="Ama"))
    assert someone.subject != cast.volunteer.key


def test_who_seemed_new_and_came_before_with_an_account_is_not_counted_as_new_twice(
    organizer: Person,
) -> None:
    kofi = person("kofi")
    first, second = announced(organizer, "first"), announced(organizer, "second")
    with at(PLANNED_AT):
        with_account = actions.register(first, Wishes(), by=kofi)
        by_link = actions.register_without_account(second, Wishes(says_new=True))
    with at(DURING):
        for event, each in ((first, with_account), (second, by_link)):
            actions.check_in(event, [Reading(each.code * 4, each.code, DURING)], by=organizer)
        by_link.refresh_from_db()
        assert by_link.standing == "new"
        actions.join(by_link, to=kofi)
    by_link.refresh_from_db()
    assert by_link.standing == "existing"
