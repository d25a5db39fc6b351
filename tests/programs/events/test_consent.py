"""What was summed up goes with the consent to it."""

from __future__ import annotations

import pytest
from tests.programs.events.test_report import came, contributed
from tests.programs.events.world import AFTER, at, held

from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.models import Event
from thriving.programs.events.queries.report import reported


@pytest.fixture
def event(organizer: Person) -> Event:
    return held(organizer)


def test_consent_taken_back_leaves_no_sums(event: Event, organizer: Person) -> None:
    came(event, organizer, 1)
    someone = event.registrations.get(role="participant")
    contributed(event, editors=20, edits=120)
    with at(AFTER):
        actions.wish_otherwise(someone, actions.Wishes(), by=None)
    assert reported(event, inside=True).on_wikis == []


def test_undone_list_leaves_no_sums(event: Event, organizer: Person) -> None:
    came(event, organizer, 1)
    contributed(event, editors=20, edits=120)
    with at(AFTER):
        actions.undo_list(event.rolls.get(), by=organizer)
    assert reported(event, inside=True).on_wikis == []
