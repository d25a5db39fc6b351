"""A minor on a council: read of by nobody before somebody agreed, and never by a surname."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import Cast, person
from tests.programs.councils import calls as world_of_calls
from tests.programs.councils import world

from thriving.kernel import access, clock
from thriving.kernel.words import Words
from thriving.movement import hearers
from thriving.movement.actions import Refused
from thriving.movement.actions import clearance as clearing
from thriving.movement.actions import minors as protecting
from thriving.movement.models import Clearance, Consent, ConsentBy, ConsentState, Person
from thriving.movement.queries import minors
from thriving.programs.councils.actions import calls, councils, seats
from thriving.programs.councils.actions.councils import Described
from thriving.programs.councils.models import Call, Council, Membership, Nomination, Owner
from thriving.programs.councils.queries.councils import shown_members
from thriving.programs.councils.queries.nominations import candidates_for, waiting_for_consent
from thriving.programs.councils.rules.taking_part import taking_part

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


def agreed(who: Person, by: str = ConsentBy.GUARDIAN) -> Consent:
    return Consent.objects.create(
        person=who,
        by=by,
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


def test_of_a_minor_only_the_council_reads(call: Call, cast: Cast, officer: Person) -> None:
    member = world.member(call.council, zuri := person("zuri"), is_public=True)
    world.member(call.council, fellow := person("femi"))
    with world.on():
        assert shown_members(cast.visitor, call.council) == ["Zuri"]
        confirmed(zuri, officer)
        assert shown_members(fellow, call.council) == ["Femi"]  # nobody has agreed yet
        agreed(zuri)
        member.refresh_from_db()
        seats.change(member, "resume", by=zuri)
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


def described(council: Council, by: Person, *bands: str) -> None:
    said = Described(Words(en="River"), Words(en="To be heard."), bands=bands, safeguarding_contact="a@b.org")
    councils.describe(council, said, by=by)


def test_no_owner_ends_the_need_to_be_cleared_while_a_minor_stands(
    call: Call, cast: Cast, officer: Person
) -> None:
    nomination = kids(call)
    assert nomination.nominee is not None
    confirmed(nomination.nominee, officer)
    agreed(nomination.nominee)
    with world.on():
        with pytest.raises(Refused, match="stays open to their age"):
            described(call.council, cast.lead, "18-24")
        Clearance.objects.update(ended_on=world.TODAY)
        with pytest.raises(Refused, match="clearance"):
            described(call.council, cast.lead, "18-24")
        Council.objects.update(takes_minors=False)  # and even then
        assert not candidates_for(cast.lead, call).exists()


def test_no_seat_of_a_minor_is_read_by_an_uncleared_owner_whatever_the_bands(
    call: Call, cast: Cast, officer: Person
) -> None:
    member = world.member(call.council, person("zuri"))
    assert member.person is not None
    confirmed(member.person, officer)
    with world.on():
        Council.objects.update(takes_minors=False)
        assert access.may(cast.lead, "see_membership", member)
        Clearance.objects.update(ended_on=world.TODAY)
        assert not access.may(cast.lead, "see_membership", member)
        assert not access.may(cast.lead, "remove_member", member)


def test_a_call_for_minors_keeps_the_council_open_to_them(call: Call, cast: Cast) -> None:
    with world.on():
        Call.objects.update(bands=["13-15"])
        with pytest.raises(Refused, match="stays open to their age"):
            described(call.council, cast.lead, "18-24")
        Call.objects.update(state="canceled")
        described(call.council, cast.lead, "18-24")
    assert not Council.objects.get().takes_minors


def test_all_who_run_a_council_are_cleared_before_minors_come(cast: Cast, officer: Person) -> None:
    council = world.council(cast.lead)
    Owner.objects.create(council=council, person=cast.other_lead, named_at=clock.now())
    with world.on():
        for adult in (cast.lead, cast.other_lead):
            with pytest.raises(Refused, match="clearance"):
                described(council, cast.lead, "13-15")
            cleared(adult, officer)
        described(council, cast.lead, "13-15")
    assert Council.objects.get().takes_minors


def test_a_minor_does_not_come_back_to_a_council_for_adults(cast: Cast, officer: Person) -> None:
    member = world.member(world.council(cast.lead), zuri := person("zuri"))
    protecting.state_band(zuri, "13-15", by=zuri)
    with world.on():
        confirmed(zuri, officer)
        agreed(zuri)
        member.refresh_from_db()
        with pytest.raises(Refused, match="for adults"):
            seats.change(member, "resume", by=zuri)


@pytest.mark.parametrize("consent", [None, ConsentBy.GUARDIAN, ConsentBy.SELF])
@pytest.mark.parametrize("band", ["13-15", "16-17", "18-24"])
@pytest.mark.parametrize("said", ["", "13-15"])
def test_the_filter_says_of_all_what_is_said_of_one(
    call: Call, officer: Person, consent: str | None, band: str, said: str
) -> None:
    world.member(call.council, zuri := person("zuri"))
    if said:
        protecting.state_band(zuri, said, by=zuri)
    confirmed(zuri, officer, band)
    if consent:
        agreed(zuri, consent)
    listed = Membership.objects.filter(taking_part("person")).exists()
    assert listed == minors.may_take_part(zuri)
