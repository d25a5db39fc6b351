"""Somebody from outside looks: never one's own affiliate, never in exchange, and only who was asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from tests.programs.capacity import world
from tests.programs.capacity.world import STUDENTS

from thriving.kernel.models import Mail
from thriving.movement.actions import Refused
from thriving.movement.models import Person, RoleHolding
from thriving.programs.capacity import actions
from thriving.programs.capacity.queries import assessments_for, looks_open_to

pytestmark = pytest.mark.django_db


def test_a_peer_takes_it_on_reads_it_and_confirms_it() -> None:
    found = world.handed_in(shown=world.Shown.TEAM)
    peer = world.officer("riverside")
    look = world.asked_peer(found)
    assert found not in assessments_for(peer)
    actions.accept(look, by=peer)
    assert found in assessments_for(peer)
    actions.confirm(look, by=peer)
    found.refresh_from_db()
    assert found.state == "confirmed"


def test_what_is_given_back_can_be_mended_and_handed_in_again() -> None:
    found = world.handed_in()
    look = world.taken(found)
    actions.give_back(look, why="Two is too much.", by=world.supporter())
    found.refresh_from_db()
    assert (found.state, found.reason) == ("returned", "Two is too much.")
    actions.write(found, world.said({STUDENTS: 1}), by=world.officer())
    actions.hand_in(found, by=world.officer())
    assert [each.levels[STUDENTS]["level"] for each in found.handed_in.all()] == [1, 1]


def test_an_officer_never_looks_at_their_own() -> None:
    found = world.handed_in()
    both = world.officer()
    RoleHolding.objects.create(person=both, role="capacity_supporter", begins_on=world.FIRST)
    actions.ask_support(found, by=both)
    both = Person.objects.get(pk=both.pk)
    assert not looks_open_to(both).exists()
    with pytest.raises(PermissionDenied):
        actions.accept(found.looks.get(), by=both)


@pytest.mark.parametrize(
    ("ended", "is_from_outside"),
    [(timedelta(0), False), (timedelta(-364), False), (timedelta(-365), True)],
)
def test_who_had_an_office_of_late_does_not_come_from_outside(
    ended: timedelta, *, is_from_outside: bool
) -> None:
    """Laying the office down just before looking does not help."""
    found, former = world.handed_in(), world.supporter()
    RoleHolding.objects.create(
        person=former,
        role="affiliate_contact",
        scope="affiliate:lakeside",
        begins_on=world.SINCE,
        ends_on=world.FIRST + ended,
    )
    with world.at(world.FIRST):
        look = actions.ask_support(found, by=world.officer())
        assert looks_open_to(former).contains(look) is is_from_outside


def test_whoever_handed_it_in_never_looks_at_it() -> None:
    found, former = world.handed_in(), world.officer()
    look = actions.ask_support(found, by=former)
    RoleHolding.objects.filter(person=former).update(role="capacity_supporter", scope="")
    assert not looks_open_to(Person.objects.get(pk=former.pk)).contains(look)


def test_an_affiliate_does_not_ask_itself() -> None:
    found = world.handed_in()
    with pytest.raises(Refused, match="not your own"):
        world.asked_peer(found, "lakeside")


def test_two_affiliates_do_not_confirm_each_other() -> None:
    mine, theirs = world.handed_in(), world.handed_in(key="riverside")
    world.asked_peer(mine, "riverside")
    with pytest.raises(Refused, match="each other"):
        world.asked_peer(theirs, "lakeside")


def test_a_ring_of_affiliates_does_not_confirm_itself() -> None:
    """One looks at the second's, the second at the third's: the third's look at the first's closes it."""
    first, second, third = (world.handed_in(key=key) for key in ("lakeside", "riverside", "hillside"))
    world.asked_peer(second, "lakeside")
    world.asked_peer(third, "riverside")
    with pytest.raises(Refused, match="ring"):
        world.asked_peer(first, "hillside")
    world.asked_peer(first, "seaside")


def test_a_ring_is_not_held_together_by_what_was_long_ago() -> None:
    first, second, third = (world.handed_in(key=key) for key in ("lakeside", "riverside", "hillside"))
    with world.at(world.FIRST):
        world.asked_peer(second, "lakeside")
    with world.at(world.FIRST + timedelta(days=366)):
        world.asked_peer(third, "riverside")
        world.asked_peer(first, "hillside")


def test_both_asked_at_once_is_found_when_one_confirms() -> None:
    """As if two requests had passed each other: the later step looks again."""
    mine, theirs = world.handed_in(), world.handed_in(key="riverside")
    look = world.asked_peer(mine, "riverside")
    theirs.looks.create(way="peer", peer=mine.affiliate, asked_at=look.asked_at, due_on=look.due_on)
    with pytest.raises(Refused, match="each other"):
        actions.accept(look, by=world.officer("riverside"))


def test_who_lost_their_office_looks_no_longer() -> None:
    found = world.handed_in(shown=world.Shown.TEAM)
    look, peer = world.asked_peer(found), world.officer("riverside")
    actions.accept(look, by=peer)
    RoleHolding.objects.filter(person=peer).delete()
    gone = Person.objects.get(pk=peer.pk)
    assert found not in assessments_for(gone)
    with pytest.raises(PermissionDenied):
        actions.confirm(look, by=gone)


def test_one_is_asked_at_a_time_and_can_be_called_off() -> None:
    found = world.handed_in()
    look = world.asked_peer(found)
    with pytest.raises(Refused, match="already"):
        actions.ask_support(found, by=world.officer())
    actions.call_off(look, by=world.officer())
    assert not looks_open_to(world.officer("riverside")).exists()
    actions.ask_support(found, by=world.officer())


def test_letters_name_neither_affiliate_nor_level() -> None:
    found = world.handed_in()
    peer = world.officer("riverside")
    Person.objects.update(email="somebody@example.org")
    look = world.asked_peer(found)
    actions.accept(look, by=peer)
    actions.decline(look, by=peer)
    letters = Mail.objects.filter(key__startswith="capacity:")
    assert letters.count() == 2
    assert not any("Lakeside" in mail.subject + mail.text for mail in letters)
