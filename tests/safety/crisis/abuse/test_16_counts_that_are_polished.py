"""Abuse case 16: nothing that one person says of a crisis brings the share of those answered near 100 %."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from tests.safety.crisis import world
from tests.safety.crisis.world import DAY, HOUR, MINUTE, MONDAY

from thriving.evidence.models import Fact
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.crisis.actions import answering, counting, deciding, grading
from thriving.safety.crisis.models import Crisis

pytestmark = pytest.mark.django_db

MISSED = ["crisis.event_qualified"]


def told() -> list[str]:
    """What the ledger says once all of it is old enough."""
    with world.at(MONDAY + 40 * DAY):
        counting.count_due(by="tests")
    return sorted(Fact.objects.filter(superseded_number=None).values_list("kind", flat=True))


@pytest.fixture
def odile() -> Person:
    return world.officer("odile")


def looked_away(_odile: Person) -> None:
    world.raised()


def never_decided(odile: Person) -> None:
    world.taken_up(odile)


def turned_down_alone(odile: Person) -> None:
    world.turned_down(odile)


def agreed_with_themselves(odile: Person) -> None:
    decision = world.turned_down(odile).decisions.get()
    for account in (odile, world.second_account(odile)):
        with world.at(MONDAY + HOUR), pytest.raises(PermissionDenied):
            deciding.read(decision, agrees=True, by=account)


def found_it_known_already_alone(odile: Person) -> None:
    """The other one was turned down rightly, and counts for nothing."""
    other = world.taken_up(odile)
    linked = world.linked(other, odile)
    with world.at(MONDAY + HOUR):
        deciding.turn_down(other, world.answers(), reason=world.WHY, by=odile)
        deciding.read(other.decisions.get(), agrees=True, by=world.officer("omid"))
    assert Crisis.objects.get(pk=linked.pk).state == "qualifying"


def stood_down_early(odile: Person) -> None:
    people, mona = (odile, world.officer("omid"), world.officer("ona")), world.manager()
    crisis = world.activated(people, mona)
    with world.at(MONDAY + 4 * MINUTE):
        answering.move(crisis, "steady", by=odile)
        answering.move(crisis, "watch", by=odile)
        answering.stand_down(crisis, by=odile)


def found_it_less_grave_alone(odile: Person) -> None:
    """By the clocks of a lesser severity it would have been in time."""
    people, mona = (odile, world.officer("omid"), world.officer("ona")), world.manager()
    crisis = world.activated(people, mona)
    with world.at(MONDAY + 4 * MINUTE):
        grading.find_less_grave(
            crisis, world.answers(discretion="yes"), severity=3, reason=world.WHY, by=odile
        )
    with world.at(MONDAY + 7 * HOUR):
        answering.say_done(crisis, "contact", by=odile)
        answering.say_done(crisis, "brief", by=odile)
        answering.report(crisis, world.WHY, by=odile)


WAYS: list[Callable[[Person], None]] = [
    looked_away,
    never_decided,
    turned_down_alone,
    agreed_with_themselves,
    found_it_known_already_alone,
    stood_down_early,
    found_it_less_grave_alone,
]


@pytest.mark.parametrize("way", WAYS)
def test_it_counts_as_one_that_was_not_answered(way: Callable[[Person], None], odile: Person) -> None:
    way(odile)
    assert told() == MISSED


def test_what_nobody_is_sure_of_is_not_turned_down(odile: Person) -> None:
    crisis = world.taken_up(odile)
    with world.at(MONDAY + HOUR), pytest.raises(Refused, match="it is a crisis"):
        deciding.turn_down(crisis, world.answers(blocked="unsure"), reason=world.WHY, by=odile)


def test_what_was_answered_in_time_counts_as_that(odile: Person) -> None:
    """Else the tests above would pass whatever is counted."""
    world.answered((odile, world.officer("omid"), world.officer("ona")), world.manager())
    assert told() == ["crisis.event_answered", *MISSED]
