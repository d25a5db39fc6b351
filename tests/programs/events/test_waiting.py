"""What waits for organizers, and what of it a letter may say."""

from __future__ import annotations

import pytest
from tests.places import few
from tests.programs.events.world import AFTER, PLANNED_AT, at, held

from thriving.movement.models import CountryProtection, Person
from thriving.programs.events import actions
from thriving.programs.events.waiting import waiting


@pytest.mark.parametrize(
    ("case", "public", "named"),
    [("open", [True, False], True), ("invited", [False, False], False), ("guarded", [False, False], False)],
)
def test_letters_do_not_say_who_runs_what_is_not_for_all(
    organizer: Person, case: str, public: list[bool], *, named: bool
) -> None:
    event = held(organizer, entrance="invited" if case == "invited" else "open")
    if case == "guarded":
        few()
        CountryProtection.objects.create(country_id="GH", begins_on=PLANNED_AT.date(), source="test")
    with at(AFTER):
        actions.bring_names(event, "Ama", agreed=False, by=organizer)
        items = list(waiting(organizer, AFTER.date()))
    assert [each.public for each in items] == public
    assert [bool(each.kind) for each in items] == [named, named]
