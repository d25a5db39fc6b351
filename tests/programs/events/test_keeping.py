from __future__ import annotations

from datetime import timedelta

import pytest
from tests.programs.events.world import PLANNED_AT, announced, at

from thriving.kernel.models import Mail
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.actions import Wishes
from thriving.programs.events.models import Event


@pytest.fixture
def event(organizer: Person) -> Event:
    return announced(organizer, capacity=1)


def reminders() -> list[str]:
    return list(Mail.objects.filter(key__contains=":reminded:").values_list("address", flat=True))


def test_who_has_a_place_is_reminded_once_a_day_before(event: Event) -> None:
    with at(PLANNED_AT):
        for email in ("first@example.org", "waiting@example.org"):
            actions.register_without_account(event, Wishes(email=email))
    for hours, told in ((30, 0), (20, 1), (19, 0)):
        with at(event.starts_at - timedelta(hours=hours)):
            assert actions.remind() == told
    assert reminders() == ["first@example.org"]


def test_list_that_nobody_decides_on_is_dropped(event: Event, organizer: Person) -> None:
    with at(event.starts_at + timedelta(hours=1)):
        roll = actions.bring_names(event, "Ama", agreed=True, by=organizer)
    for days, rows in ((6, 1), (8, 0)):
        with at(event.starts_at + timedelta(days=days)):
            actions.drop_undecided_lists()
        assert roll.people.count() == rows
    roll.refresh_from_db()
    assert roll.state == "discarded"
