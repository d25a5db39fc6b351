"""A minor on a council: read of by nobody before somebody agreed, and never by a surname."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import Cast, person
from tests.programs.councils import calls as world_of_calls
from tests.programs.councils import world

from thriving.movement import hearers
from thriving.movement.actions import Refused
from thriving.movement.actions import clearance as clearing
from thriving.movement.actions import minors as protecting
from thriving.movement.models import Consent, ConsentBy, ConsentState, Person
from thriving.programs.councils.actions import calls, seats
from thriving.programs.councils.models import Call, Nomination
from thriving.programs.councils.queries.councils import shown_members
from thriving.programs.councils.queries.nominations import candidates_for, waiting_for_consent

pytestmark = pytest.mark.django_db

YOUTH = ("13-15", "16-17", "18-24")


@pytest.fixture
def officer(db: None) -> Person:
    return person("sade", "safeguarding_officer")


@pytest.fixture
def call(cast: Cast, officer: Person) -> Call:
    """Of a council for the young, run by Lina, who was cleared."""
    with world.on():
        cleared(cast.lead, officer)
    council = world.council(cast.lead, bands=list(YOUTH), takes_minors=True)
    return world_of_calls.opened(cast.lead, council=council)


def cleared(adult: Person, officer: Person) -> None:
    days = {"checked_on": world.TODAY, "course_on": world.TODAY, "expires_on": world.ENDS}
    clearing.clear(adult, **days, by=officer)


def confirmed(who: Person, officer: Person, band: str = "13-15") -> None:
    with world.on():
        protecting.confirm_band(who, band, decides_from=16, ask_again_on=world.ENDS, by=officer)


def agreed(who: Person) -> Consent:
    return Consent.objects.create(
        person=who,
        by=ConsentBy.GUARDIAN,
        state=ConsentState.GIVEN,
        language="en",
        version="1",
        digest="0" * 64,
        asked_at="2026-03-01T00:00Z",
        decided_on=world.TODAY,
    )


def kids(call: Call, name: str = "Zuri", band: str = "13-15") -> Nomination:
    return world_of_calls.stands(call, person("zuri"), shown_name=name, band=band)


def test_nobody_reads_of_a_minor_before_their_guardian_agreed(
    call: Call, cast: Cast, officer: Person
) -> None:
    nomination = kids(call)
    assert nomination.nominee is not None
    with world.on():
        assert waiting_for_consent(call) == 1
        confirmed(nomination.nominee, officer)
        assert not candidates_for(cast.lead, call).exists()
        agreed(nomination.nominee)
        assert [each.pk for each in candidates_for(cast.lead, call)] == [nomination.pk]
        assert waiting_for_consent(call) == 0


def test_a_consent_that_is_taken_back_hides_them_again(call: Call, cast: Cast, officer: Person) -> None:
    nomination = kids(call)
    assert nomination.nominee is not None
    confirmed(nomination.nominee, officer)
    consent = agreed(nomination.nominee)
    Consent.objects.filter(pk=consent.pk).update(state=ConsentState.WITHDRAWN)
    with world.on():
        assert not candidates_for(cast.lead, call).exists()


def test_only_adults_who_are_cleared_read_of_minors(call: Call, cast: Cast, officer: Person) -> None:
    nomination = kids(call)
    assert nomination.nominee is not None
    confirmed(nomination.nominee, officer)
    agreed(nomination.nominee)
    with pytest.raises(Refused, match="clearance"):
        calls.name_panelist(call, cast.other_lead, by=cast.lead)
    with world.on(world.ENDS):  # Lina's clearance has expired
        assert not candidates_for(cast.lead, call).exists()


def test_a_minor_is_called_by_one_word(call: Call) -> None:
    with pytest.raises(Refused, match="without your surname"):
        kids(call, name="Zuri Achieng")
    assert not Nomination.objects.exists()


def test_only_the_ages_of_the_council_stand(call: Call) -> None:
    with pytest.raises(Refused, match="another age"):
        kids(call, band="25-")


def test_no_seat_before_an_officer_confirmed_the_band(call: Call, cast: Cast, officer: Person) -> None:
    nomination = kids(call)
    seat = call.seats.get()
    world_of_calls.decided(nomination, seat)
    with world.on(), pytest.raises(PermissionDenied):
        seats.give_seat(nomination, seat, by=cast.lead)


def test_who_may_take_part_no_longer_rests_at_once(call: Call, cast: Cast) -> None:
    member = world.member(call.council, person("zuri"), is_public=True)
    with world.on():
        assert shown_members(cast.visitor, call.council) == ["Zuri"]
        assert member.person is not None
        hearers.tell_participation(member.person)
        assert shown_members(cast.visitor, call.council) == []


def test_of_a_minor_only_the_council_reads(call: Call, cast: Cast) -> None:
    world.member(call.council, zuri := person("zuri"), is_public=True)
    world.member(call.council, fellow := person("femi"))
    with world.on():
        assert shown_members(cast.visitor, call.council) == ["Zuri"]
        Person.objects.filter(pk=zuri.pk).update(shielded=True)
        assert [shown_members(each, call.council) for each in (cast.visitor, cast.other_lead)] == [[], []]
        for inside in (fellow, cast.lead):
            assert shown_members(inside, call.council) == ["Femi", "Zuri"]


def test_who_rests_comes_back_once_they_may_take_part(call: Call, officer: Person) -> None:
    zuri = person("zuri")
    protecting.state_band(zuri, "13-15", by=zuri)
    member = world.member(call.council, zuri)
    with world.on():
        hearers.tell_participation(zuri)
        member.refresh_from_db()
        assert member.state == "leave"
        with pytest.raises(Refused, match="cannot take part yet"):
            seats.change(member, "resume", by=zuri)
        confirmed(zuri, officer)
        agreed(zuri)
        seats.change(member, "resume", by=zuri)
    member.refresh_from_db()
    assert member.state == "active"
