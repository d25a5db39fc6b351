"""Seats and terms: one person in a seat, reminders once, names only as each allows."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.conftest import AtOnce, Cast, person
from tests.programs.councils import calls as world_of_calls
from tests.programs.councils import world

from thriving.evidence.models import Fact
from thriving.kernel import access, triggers
from thriving.kernel.models import Mail
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.actions.roles import end_role
from thriving.movement.models import Person
from thriving.programs.councils.actions import councils, seats
from thriving.programs.councils.actions.seats import Kept
from thriving.programs.councils.facts import SEAT_FILLED
from thriving.programs.councils.models import Council, Membership, Nomination, Seat

pytestmark = pytest.mark.django_db

COUNCIL = "/councils/river/"


def equals(council: Council, owner: Person) -> tuple[Nomination, Nomination]:
    """Two at the same place of the reserve, for two seats that nobody was selected for."""
    call = world_of_calls.opened(owner, seats=2, council=council)
    ada, bo = (world_of_calls.stands(call, person(name)) for name in ("ada", "bo"))
    for each in (ada, bo):
        world_of_calls.decided(each, None, reserve=1)
    return ada, bo


@pytest.mark.django_db(transaction=True)
def test_of_two_for_one_seat_exactly_one_gets_it(cast: Cast, at_once: AtOnce) -> None:
    """On both databases: a constraint of the database and the turn, not luck."""
    found = equals(world.council(cast.lead), cast.lead)
    first = Seat.objects.get(number=1)

    def give(nomination: Nomination) -> Membership:
        mine = Nomination.objects.select_related("call__council", "call__term").get(pk=nomination.pk)
        return seats.give_seat(mine, Seat.objects.select_related("council").get(pk=first.pk), by=cast.lead)

    outcomes = at_once(*(partial(give, each) for each in found))
    assert sorted(type(each).__name__ for each in outcomes) == ["Membership", "Refused"]
    assert Membership.objects.count() == 1


def test_a_filled_seat_is_a_fact_that_names_nobody(cast: Cast) -> None:
    nomination, _other = equals(world.council(cast.lead), cast.lead)
    with world.on():
        seats.give_seat(nomination, Seat.objects.get(number=1), by=cast.lead)
    fact = Fact.objects.get(kind=SEAT_FILLED.name)
    assert fact.subject == "river/1/1"
    assert fact.dimensions == {"council": "river"}


def test_a_seat_that_is_kept_fits_those_it_is_kept_for(cast: Cast) -> None:
    council = world.council(cast.lead)
    nomination, _other = equals(council, cast.lead)
    with world.on():
        kept = seats.add_seat(council, Kept(languages=("sw",)), by=cast.lead)
        with pytest.raises(Refused, match="not offered by the call"):
            seats.give_seat(nomination, kept, by=cast.lead)
        nomination.call.seats.add(kept)
        with pytest.raises(Refused, match="other languages"):
            seats.give_seat(nomination, kept, by=cast.lead)


def test_nobody_serves_longer_than_the_council_allows(cast: Cast) -> None:
    council = world.council(cast.lead, most_terms=1)
    ada = person("ada")
    last_year = world.term(council, 1, world.STARTS - timedelta(days=365), world.STARTS - timedelta(days=1))
    world.term(council, 2)
    Membership.objects.create(
        council=council,
        seat=world.seat(council),
        term=last_year,
        person=ada,
        state="ended",
        began_on=world.STARTS,
    )
    with world.on():
        call = world_of_calls.draft(council, cast.lead, term=council.terms.get(number=2))
        world_of_calls.calls.publish(call, by=cast.lead)
    nomination = world_of_calls.stands(call, ada)
    world_of_calls.decided(nomination, call.seats.get())
    with world.on(), pytest.raises(Refused, match="as many terms in a row"):
        seats.give_seat(nomination, call.seats.get(), by=cast.lead)


def test_an_ending_term_reminds_once_and_then_ends(cast: Cast) -> None:
    council = world.council(cast.lead)
    Person.objects.filter(pk=cast.volunteer.pk).update(email="valentina@example.org")
    membership = world.member(council, cast.volunteer)
    with world.on(world.ENDS - timedelta(days=40)):
        assert [seats.remind_of_ends("test"), seats.remind_of_ends("test")] == [1, 0]
        assert Mail.objects.count() == 1
        assert seats.end_terms("test") == 0
    with world.on(world.ENDS + timedelta(days=1)):
        assert seats.end_terms("test") == 1
    membership.refresh_from_db()
    assert (membership.state, membership.ended_on) == ("ended", world.ENDS)


def test_a_name_is_shown_as_its_owner_allows(client: Client, cast: Cast) -> None:
    council = world.council(cast.lead)
    member = world.member(council, cast.volunteer, shown_name="Vale")
    with world.on():
        assert "Vale" not in client.get(COUNCIL).content.decode()
        client.force_login(cast.volunteer)
        said = {"name": "<script>alert(1)</script>", "is_public": "on", "state": "removed"}
        client.post(f"{COUNCIL}members/{member.key}/", said)
        page = Client().get(COUNCIL).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page
    member.refresh_from_db()
    assert member.state == "active"


def test_why_somebody_was_removed_is_for_them_and_the_owners(client: Client, cast: Cast) -> None:
    council = world.council(cast.lead)
    member = world.member(council, cast.volunteer)
    address = f"{COUNCIL}members/{member.key}/"
    with world.on():
        with pytest.raises(PermissionDenied):
            seats.change(member, "remove", by=cast.other_lead, reason="So.")
        seats.change(member, "remove", by=cast.lead, reason="Broke the rules of the river.")
        assert "Broke the rules" not in client.get(COUNCIL).content.decode()
        client.force_login(cast.other_lead)
        assert client.get(address).status_code == 404
        client.force_login(cast.volunteer)
        assert "Broke the rules" in client.get(address).content.decode()


def test_who_was_released_runs_nothing_any_more(client: Client, cast: Cast) -> None:
    council = world.council(cast.lead)
    councils.name_owner(council, cast.other_lead, by=cast.lead)
    client.force_login(cast.lead)
    assert client.get(f"{COUNCIL}seats/").status_code == 200
    councils.release_owner(council.owners.get(person=cast.lead), by=cast.other_lead)
    assert client.get(f"{COUNCIL}seats/").status_code == 404
    with pytest.raises(Refused, match="Name somebody else first"):
        councils.release_owner(council.owners.get(), by=cast.other_lead)


def test_an_owner_without_a_role_any_longer_runs_nothing(cast: Cast) -> None:
    council = world.council(cast.lead)
    call, member = world_of_calls.opened(cast.lead, council=council), world.member(council, person("ada"))
    end_role(cast.lead.holdings.get(), by="tests")
    former = Person.objects.get(pk=cast.lead.pk)
    assert not any(
        access.may(former, rule, record)
        for rule, record in (("run_council", council), ("run_call", call), ("remove_member", member))
    )
    assert access.may(cast.other_lead, "run_council", council)  # there is nobody else now
    with pytest.raises(Refused, match="leads and organizers"):
        councils.name_owner(council, cast.volunteer, by=cast.other_lead)


def test_a_charter_that_was_changed_behind_our_back_is_found(client: Client, cast: Cast) -> None:
    council = world.council(cast.lead)
    councils.adopt_charter(council, "We are heard.", by=cast.lead)
    assert "its hash differs" not in client.get(f"{COUNCIL}charter/").content.decode()
    with triggers.lifted():
        council.charters.update(text="We are not heard.")
    assert "its hash differs" in client.get(f"{COUNCIL}charter/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/councils/", 4), (COUNCIL, 9)])
def test_more_rows_take_no_more_queries(  # noqa: PLR0913, PLR0917 -- fixtures
    client: Client,
    cast: Cast,
    path: str,
    queries: int,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    council = world.council(cast.lead)
    for number in range(count):
        world.member(council, person(f"m-{number}"), is_public=True)
        world.council(cast.lead, key=f"council-{number}", title=Words(en=f"Council {number}"))
        world_of_calls.opened(cast.lead, council=council)
    with world.on():
        client.get(path)
        with django_assert_num_queries(queries):
            client.get(path)


def test_nobody_sees_the_panel_of_others(client: Client, cast: Cast) -> None:
    call = world_of_calls.opened(cast.lead)
    client.force_login(cast.other_lead)
    for page in ("panel/", "candidates/", "change/"):
        assert client.get(f"{COUNCIL}calls/{call.number}/{page}").status_code == 404
