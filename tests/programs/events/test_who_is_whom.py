"""No list tells organizers whose a user name or a mail address is, nor where somebody was before."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from tests.conftest import person
from tests.programs.events.test_lists import attended, bring, take_in
from tests.programs.events.world import AFTER, DURING, PLANNED_AT, announced, at, held

from thriving.evidence.models import Fact
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.actions import Reading, Wishes
from thriving.programs.events.models import Event, Registration, Roll, WikiName
from thriving.programs.events.queries.measured import names_to_measure
from thriving.programs.events.queries.report import reported

LIST = "user_name,email,came,standing\n{},yes,new\nOther,,yes,new\n"


@pytest.fixture
def hidden() -> Person:
    """Whose user name no organizer knows."""
    someone = person("Secretname")
    Person.objects.filter(pk=someone.pk).update(email="secret@example.org")
    SocialAccount.objects.create(
        user=someone, provider="mediawiki", uid="7", extra_data={"username": "WikiHider"}
    )
    return Person.objects.get(pk=someone.pk)


@pytest.fixture
def event(organizer: Person) -> Event:
    return announced(organizer)


def register(event: Event, someone: Person, **said: Any) -> Registration:
    with at(PLANNED_AT):
        return actions.register(event, Wishes(**said), by=someone)


def come(registration: Registration, by: Person) -> None:
    with at(DURING):
        reading = Reading(registration.code * 4, registration.code, DURING)
        actions.check_in(registration.event, [reading], by=by)


def effects(roll: Roll) -> list[str]:
    return list(roll.people.values_list("effect", flat=True))


@pytest.mark.parametrize("row", ["WikiHider,", ",secret@example.org"])
@pytest.mark.parametrize("said", [{}, {"may_measure": True, "wiki_name": "wikiHider"}])
def test_row_does_not_find_the_account_that_it_means(
    event: Event, organizer: Person, hidden: Person, row: str, said: dict[str, Any]
) -> None:
    mine = register(event, hidden, **said)
    roll = bring(event, LIST.format(row), organizer)
    assert effects(roll) == ["new", "new"]
    take_in(roll, organizer)
    mine.refresh_from_db()
    assert mine.attended_on is None
    assert event.registrations.filter(origin="list").count() == 2


@pytest.mark.parametrize("row", ["WikiHider,", ",secret@example.org"])
def test_who_registered_and_is_listed_is_one_in_the_ledger(
    event: Event, organizer: Person, hidden: Person, row: str
) -> None:
    come(register(event, hidden), organizer)
    take_in(bring(event, LIST.format(row), organizer), organizer)
    told = Fact.objects.filter(kind="event.attended", superseded_number=None, dimensions__role="participant")
    assert (attended(), told.values("subject").distinct().count()) == (3, 2)
    assert told.filter(subject=hidden.key).count() == 2


def test_who_typed_the_address_for_this_event_is_found_by_it(event: Event, organizer: Person) -> None:
    with at(PLANNED_AT):
        someone = actions.register_without_account(event, Wishes(email="ama@example.org"))
    roll = take_in(bring(event, LIST.format(",ama@example.org"), organizer), organizer)
    someone.refresh_from_db()
    assert (effects(roll), someone.attended_on) == (["came", "new"], event.held_on)


@pytest.mark.parametrize("row", ["WikiHider,", ",ama@example.org"])
def test_list_does_not_tell_whether_somebody_was_anywhere(
    event: Event, organizer: Person, other_organizer: Person, hidden: Person, row: str
) -> None:
    come(register(event, hidden), organizer)
    with at(PLANNED_AT):
        come(actions.register_without_account(event, Wishes(email="ama@example.org")), organizer)
    theirs = held(other_organizer, "theirs")
    take_in(bring(theirs, LIST.format(row), other_organizer), other_organizer)
    listed = theirs.registrations.filter(origin="list")
    assert set(listed.values_list("standing", flat=True)) == {"new"}


def test_list_says_itself_who_came_before(event: Event, organizer: Person) -> None:
    take_in(bring(event, "name,standing\nAma,new\nKofi,existing\nEsi,\n", organizer), organizer)
    listed = event.registrations.filter(origin="list")
    assert list(listed.values_list("standing", flat=True)) == ["new", "existing", ""]


def test_list_does_not_change_what_accounts_seem_to_be(
    event: Event, organizer: Person, hidden: Person
) -> None:
    """Else one name after the other is brought to an event, to see whose standing at the next follows."""
    earlier = held(organizer, "earlier")
    take_in(bring(earlier, LIST.format("WikiHider,"), organizer), organizer)
    mine = register(event, hidden)
    come(mine, organizer)
    mine.refresh_from_db()
    assert mine.standing == "new"


def test_few_of_the_first_time_are_told_to_organizers_neither(event: Event, organizer: Person) -> None:
    take_in(bring(event, LIST.format("Ama,"), organizer), organizer)
    told = {str(each.title): each for each in reported(event, inside=True).people}
    assert told["Participants"].value == 2
    assert told["Of them for the first time"].fewer_than == 10


def test_list_brings_no_consent_back(event: Event, organizer: Person, hidden: Person) -> None:
    mine = register(event, hidden, may_measure=True, wiki_name="WikiHider")
    come(mine, organizer)
    with at(AFTER):
        actions.wish_otherwise(mine, Wishes(), by=hidden)
    take_in(bring(event, LIST.format("WikiHider,"), organizer, agreed=True), organizer)
    assert list(WikiName.objects.values_list("name", flat=True)) == ["Other"]


def test_list_measures_nobody_who_took_consent_back_without_an_account(
    event: Event, organizer: Person
) -> None:
    with at(PLANNED_AT):
        mine = actions.register_without_account(event, Wishes(may_measure=True, wiki_name="Ama"))
        actions.wish_otherwise(mine, Wishes(), by=None)
    take_in(bring(event, LIST.format("Ama,"), organizer, agreed=True), organizer)
    assert list(WikiName.objects.values_list("name", flat=True)) == ["Other"]


def test_who_agrees_after_all_may_be_listed(event: Event, organizer: Person) -> None:
    with at(PLANNED_AT):
        mine = actions.register_without_account(event, Wishes(may_measure=True, wiki_name="Ama"))
        actions.wish_otherwise(mine, Wishes(), by=None)
        actions.wish_otherwise(mine, Wishes(may_measure=True, wiki_name="Ama"), by=None)
    take_in(bring(event, LIST.format("Ama,"), organizer, agreed=True), organizer)
    assert sorted(WikiName.objects.values_list("name", flat=True)) == ["Ama", "Ama", "Other"]
    come(mine, organizer)
    names = names_to_measure(event)
    assert (sorted(names.values()), names[mine.uid]) == (["Ama", "Other"], "Ama")


def test_own_no_takes_the_name_off_that_a_list_brought_before(
    event: Event, organizer: Person, hidden: Person
) -> None:
    with at(PLANNED_AT):
        rows = BytesIO(b"user_name,came\nWikiHider,no\n")
        roll = actions.bring_table(event, rows, title="list", agreed=True, by=organizer)
        actions.take_in_list(roll, by=organizer)
    assert WikiName.objects.count() == 1
    register(event, hidden)
    assert not WikiName.objects.exists()
