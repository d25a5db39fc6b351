"""Where an affiliate wants it, what meets in person is announced only once its risks were judged."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import person
from tests.programs.events import world as events
from tests.safety.event_risk import ready

from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Affiliate, Person
from thriving.programs.events import actions
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def affiliate(db: None) -> Affiliate:
    return Affiliate.objects.create(
        key="lakeside", kind="user_group", name=Words(en="Lakeside"), state="recognized"
    )


@pytest.fixture
def chair(affiliate: Affiliate) -> Person:
    """Their events have other numbers than their rows as an organizer: two others organize one before."""
    earlier = events.draft(person("first", "organizer"), "earlier")
    earlier.organizers.create(person=person("second"), named_at=ready.NOW, named_by="test")
    return person("chaffinch", "organizer", "affiliate_chair affiliate:lakeside")


def holding(affiliate: Affiliate, chair: Person) -> None:
    publication.choose(affiliate, holds=True, by=chair)


def prepared(event: Event) -> None:
    ready.assessed(event)
    ready.contact(event)
    ready.contact(event, "outside")
    with ready.at():
        ready.engaged(event)


def test_an_event_of_the_affiliate_waits_for_the_gate(affiliate: Affiliate, chair: Person) -> None:
    holding(affiliate, chair)
    event = events.draft(chair)
    with ready.at(), pytest.raises(MoveRefused, match="risk protocol"):
        actions.publish(event, by=chair)
    prepared(event)
    with ready.at():
        actions.publish(event, by=chair)
    assert event.state == "published"


def test_whoever_does_not_ask_for_it_is_not_held(affiliate: Affiliate, chair: Person) -> None:
    event = events.announced(chair)
    assert event.state == "published"
    holding(affiliate, chair)
    other = events.announced(person("stranger", "organizer"), "other")
    assert other.state == "published"


def test_what_meets_online_is_not_held(affiliate: Affiliate, chair: Person) -> None:
    holding(affiliate, chair)
    assert events.announced(chair, **events.online()).state == "published"


def test_no_way_around_it_by_announcing_it_online_first(affiliate: Affiliate, chair: Person) -> None:
    holding(affiliate, chair)
    event = events.announced(chair, **events.online())
    with ready.at(), pytest.raises(Refused, match="risk protocol"):
        actions.change(event, events.planned(), by=chair)
    event.refresh_from_db()
    assert event.is_online_only


def test_what_is_announced_can_still_be_moved_to_a_safer_place(affiliate: Affiliate, chair: Person) -> None:
    event = events.announced(chair)
    holding(affiliate, chair)
    with ready.at():
        assert "place" in actions.change(event, events.planned(place="Accra"), by=chair)


def test_only_those_who_answer_for_the_affiliate_choose(affiliate: Affiliate) -> None:
    with pytest.raises(PermissionDenied):
        publication.choose(affiliate, holds=False, by=person("stranger"))


def test_an_event_that_a_grant_of_the_affiliate_pays_for_waits_too(
    affiliate: Affiliate, chair: Person, organizer: Person
) -> None:
    holding(affiliate, chair)
    event = events.draft(organizer, "paid")
    agreement = ready.funded(event, person("grantee"))
    agreement.proposal.affiliate = affiliate
    agreement.proposal.save()
    with ready.at(), pytest.raises(MoveRefused, match="risk protocol"):
        actions.publish(event, by=organizer)
