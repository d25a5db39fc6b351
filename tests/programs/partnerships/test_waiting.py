"""Who is asked to sign, and why it is them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.conftest import Cast
from tests.plan import world as world_of_plans
from tests.programs.partnerships import world

from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.milestones.models import Milestone, Tie
from thriving.programs.partnerships.models import Partnership
from thriving.programs.partnerships.moments import record_of
from thriving.programs.partnerships.waiting import waiting

pytestmark = pytest.mark.django_db


def asked(somebody: Person, on: date = world.SIGNED) -> list[str]:
    return [each.why for each in waiting(somebody, on) if "sign it" in each.title]


def test_each_is_told_why_it_is_them(archives: Partnership, organizer: Person, cast: Cast) -> None:
    world.ready(archives, organizer, ())
    assert asked(cast.lead) == ["Every program lead may sign for our side."]
    assert asked(organizer) == ["You lead the partnership: record what the partner has signed."]


def test_who_leads_what_it_serves_is_asked_first(
    archives: Partnership, organizer: Person, cast: Cast
) -> None:
    world_of_plans.loaded()
    world.ready(archives, organizer, ())
    milestone = Milestone.objects.create(
        key="agreement",
        title=Words(en="Agreement"),
        plan=world_of_plans.KEY,
        key_result="research-partnership",
    )
    Tie.objects.create(milestone=milestone, step="agreement-ready", record=record_of(archives, "ready"))
    assert asked(cast.other_lead) == ["It serves what you lead."]
    assert asked(cast.lead) == []
    assert "two weeks" in asked(cast.lead, world.READY + timedelta(14))[0]
