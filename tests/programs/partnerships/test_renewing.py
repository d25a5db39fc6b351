"""Renewing an agreement: one side's word does not bind the other."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client
from tests.conftest import Cast, person
from tests.movement.groups import world as world_of_groups
from tests.programs.partnerships import world

from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.partnerships import actions, queries
from thriving.programs.partnerships.actions import RenewalSaid
from thriving.programs.partnerships.models import Partner, Partnership, Renewal

pytestmark = pytest.mark.django_db
ENDS, UNTIL = date(2026, 6, 9), date(2027, 6, 9)
LETTER = "Letter of 2 May, the director."


def in_force(with_: Partner, by: Person, signer: Person, them: Person | None = None) -> Partnership:
    of = world.partnership(with_, by, ends_on=ENDS)
    version = world.ready(of, by, ())
    world.sign(version, "ours", signer)
    world.sign(version, "theirs", them or by)
    with world.on(world.SIGNED):
        actions.take_effect(of, on=world.SIGNED, by=by)
    return of


def proposed(of: Partnership, by: Person, side: str = "ours", **otherwise: str) -> Renewal:
    return actions.propose_renewal(of, RenewalSaid(side, UNTIL, **otherwise), by=by)


def last_day(of: Partnership) -> tuple[str, date | None]:
    now = Partnership.objects.get(pk=of.pk)
    return now.state, now.ends_on


def test_it_is_renewed_once_the_other_side_agrees(
    client: Client, museum: Partner, organizer: Person, signer: Person
) -> None:
    of = in_force(museum, organizer, signer)
    address = "/partnerships/archives/"
    with world.on(world.SIGNED):
        client.force_login(organizer)
        said = {"until": "2027-06-09", "side": "theirs"}
        assert client.post(f"{address}renewal/propose/", said).status_code == 422  # on whose word?
        assert client.post(f"{address}renewal/propose/", {**said, "ground": LETTER}).status_code == 302
        assert last_day(of) == ("active", ENDS)
        assert client.post(f"{address}renewal/agree/").status_code == 404
        client.force_login(signer)
        assert "Agree to renew “Research on small archives”" in client.get("/my-work/").content.decode()
        assert "It holds once the other side agrees." in client.get(address).content.decode()
        assert client.post(f"{address}renewal/agree/").status_code == 302
    assert last_day(of) == ("renewed", UNTIL)


def test_nobody_renews_for_both_sides(museum: Partner, organizer: Person, signer: Person) -> None:
    of = in_force(museum, organizer, signer)
    with world.on(world.SIGNED):
        renewal = proposed(of, signer)
        with pytest.raises(Refused, match="Nobody signs for both sides"):
            actions.agree_to_renew(renewal, ground=LETTER, by=signer)
        with pytest.raises(Refused, match="Say where the partner says so"):
            actions.agree_to_renew(renewal, by=organizer)
        actions.agree_to_renew(renewal, ground=LETTER, by=organizer)
    assert last_day(of) == ("renewed", UNTIL)
    with pytest.raises(IntegrityError):
        Renewal.objects.update(agreed_by=signer.key)


def test_of_an_affiliate_its_officer_agrees(organizer: Person, signer: Person) -> None:
    lakeside = world_of_groups.affiliate("lakeside", "Lakeside")
    officer = world_of_groups.contact("lakeside", "lake")
    of = in_force(world.of_affiliate(organizer, lakeside), organizer, signer, officer)
    with world.on(world.SIGNED):
        renewal = proposed(of, organizer)
        for somebody in (signer, person("other", "organizer"), world_of_groups.contact("seaside", "sea")):
            with pytest.raises(PermissionDenied):
                actions.agree_to_renew(renewal, by=somebody)
        assert [each.pk for each in queries.renewals_to_agree(officer)] == [renewal.pk]
        actions.agree_to_renew(renewal, by=officer)
    assert last_day(of) == ("renewed", UNTIL)


def test_the_last_day_is_not_described_away(museum: Partner, organizer: Person, signer: Person) -> None:
    of = in_force(museum, organizer, signer)
    with pytest.raises(Refused, match="a renewal to which both sides agree"):
        actions.describe_partnership(of, world.proposed(ends_on=date(2031, 1, 1)), by=organizer)
    assert last_day(of) == ("active", ENDS)


def test_what_is_dropped_or_ended_is_agreed_to_no_more(
    museum: Partner, organizer: Person, signer: Person, cast: Cast
) -> None:
    of = in_force(museum, organizer, signer)
    with world.on(world.SIGNED):
        first = proposed(of, organizer)
        with pytest.raises(Refused, match="proposed already"):
            proposed(of, signer)
        with pytest.raises(PermissionDenied):
            actions.drop_renewal(first, by=cast.volunteer)
        actions.drop_renewal(first, by=signer)
        second = proposed(of, organizer)
        actions.end(of, reason="Done.", by=organizer)
        for renewal in (first, second):
            with pytest.raises((Refused, MoveRefused)):
                actions.agree_to_renew(renewal, ground=LETTER, by=signer)
        with pytest.raises(Refused, match="in force"):
            proposed(of, organizer)
