"""What is typed of a council, and what its page says of how far it is."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import Cast, person
from tests.plan import world as world_of_plans
from tests.programs.councils import recommending, world
from tests.programs.milestones import world as world_of_milestones

from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Region, RegionScheme
from thriving.programs.councils.actions import answers, councils
from thriving.programs.councils.actions.answers import Told
from thriving.programs.councils.forms.councils import CouncilForm, SeatForm
from thriving.programs.councils.models import Council
from thriving.programs.milestones import actions as milestones

pytestmark = pytest.mark.django_db
SAID = {
    "title": "Council of the river",
    "purpose": "To be heard.",
    "safeguarding_contact": "safe@example.org",
    "most_terms": "2",
}
AGREEMENT = world_of_milestones.AGREEMENT


def form(by: Any, **otherwise: str) -> CouncilForm:
    return CouncilForm(None, by, {**SAID, **otherwise})


def test_a_council_serves_what_its_lead_leads_and_a_plan_has_steps_for(cast: Cast) -> None:
    world_of_plans.loaded()
    assert form(cast.other_lead, serves=AGREEMENT).is_valid()
    assert "serves" in form(cast.lead, serves=AGREEMENT).errors
    assert "serves" in form(cast.other_lead, serves="nonsense").errors


def test_nobody_else_says_what_it_serves_past_the_form(cast: Cast) -> None:
    world_of_plans.loaded()
    said = councils.Described(
        Words(en="River"), Words(en="To be heard."), serves=AGREEMENT, safeguarding_contact="a@b.org"
    )
    with pytest.raises(Refused, match="who leads this key result"):
        councils.start_council(said, key="river", by=cast.lead)
    with pytest.raises(Refused, match="who leads this key result"):
        councils.describe(world.council(cast.lead), said, by=cast.lead)
    assert councils.start_council(said, key="lake", by=cast.other_lead).serves == AGREEMENT


def test_a_seat_given_for_the_next_term_is_not_free(client: Client, cast: Cast) -> None:
    council = world.council(cast.lead)
    with world.on():
        world.member(
            council, cast.volunteer, term=world.term(council, 2, date(2027, 1, 1), date(2027, 12, 31))
        )
        page = client.get("/councils/river/").content.decode()
    assert "taken from the next term on" in page
    assert ">free<" not in page


def test_what_it_serves_already_can_stay(cast: Cast) -> None:
    council = world.council(cast.lead, serves="long-gone")
    again = CouncilForm(council, cast.lead, {**SAID, "serves": "long-gone"})
    assert again.is_valid(), again.errors


def test_the_page_leads_to_no_steps_that_are_not_there(client: Client, cast: Cast) -> None:
    council = world.council(cast.other_lead, serves="nonsense")
    client.force_login(cast.other_lead)
    assert "/councils/river/steps/" not in client.get("/councils/river/").content.decode()
    world_of_plans.loaded()
    Council.objects.filter(pk=council.pk).update(serves=AGREEMENT)
    assert "/councils/river/steps/" in client.get("/councils/river/").content.decode()
    assert client.get("/councils/river/steps/").status_code == 200


def test_an_address_is_made_of_the_title(cast: Cast) -> None:
    told = form(cast.lead)
    assert told.is_valid(), told.errors
    assert told.cleaned_data["key"] == "council-of-the-river"
    assert "key" in form(cast.lead, title="نهر").errors


def test_a_council_whose_steps_are_reached_says_what_comes_next(client: Client, cast: Cast) -> None:
    milestone = world_of_milestones.own(cast.lead)
    world.council(cast.lead, serves=milestone.key)
    assert "It does not exist yet" in client.get("/councils/river/").content.decode()
    for step in ("room-found", "books-brought"):
        milestones.reach(milestone, step, world_of_milestones.page(), on=date(2020, 3, 1), by=cast.lead)
    assert "It begins with its first members." in client.get("/councils/river/").content.decode()


def test_a_council_without_members_does_not_begin(cast: Cast) -> None:
    council = world.council(cast.lead)
    councils.adopt_charter(council, "1. We are heard.", by=cast.lead)
    with pytest.raises(MoveRefused, match="with its first members"):
        councils.move(council, "begin", by=cast.lead)
    world.member(council, person("ada"))
    councils.move(council, "begin", by=cast.lead)
    assert council.state == "sitting"


def test_regions_for_seats_are_told_apart_by_their_scheme(cast: Cast) -> None:
    """Two schemes have a region of one name; of each scheme the newest version alone is offered."""
    for key, version in (("rivers", 1), ("rivers", 2), ("seas", 1)):
        scheme = RegionScheme.objects.create(
            key=key, version=version, title={"en": key.title()}, begins_on=date(2019, version, 1)
        )
        Region.objects.create(scheme=scheme, key="south", name={"en": "The South"})
    groups = dict(SeatForm().fields["region"].choices[1:])  # type: ignore[attr-defined]  # a choice
    assert [name for _pk, name in groups["Rivers"]] == ["The South"]
    assert [name for _pk, name in groups["Seas"]] == ["The South"]
    newest = Region.objects.get(scheme__key="rivers", scheme__version=2)
    chosen = SeatForm({"region": str(newest.pk)})
    assert chosen.is_valid()
    assert chosen.kept().region == newest


def test_a_page_with_a_contact_does_not_say_that_nobody_is_there(client: Client, cast: Cast) -> None:
    world.council(cast.lead)
    nobody = "This site takes no reports of harm yet"
    assert nobody not in client.get("/councils/river/").content.decode()
    assert nobody in client.get("/councils/").content.decode()


def test_nothing_open_is_not_counted(client: Client, cast: Cast) -> None:
    def page() -> str:
        return re.sub("</?bdi>", "", client.get("/councils/river/").content.decode())

    found = recommending.adopted(cast)
    assert "1 waits for an answer" in page()
    with recommending.at(recommending.ADOPTED):
        answers.answer(found, Told("accepted", recommending.REASON, "en"), by=cast.lead)
    assert "Answered in time: 1 of 1." in page()
    assert "wait for an answer" not in page()


def test_councils_are_paged_with_as_many_queries_for_three_as_for_one(client: Client, cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/councils/").status_code == 200
        return len(queries)

    world.council(cast.lead, "council-00")
    client.get("/councils/")
    once = asked()
    for number in range(1, 3):
        world.council(cast.lead, f"council-{number:02}")
    assert asked() == once
    for number in range(3, 51):
        world.council(cast.lead, f"council-{number:02}")
    assert client.get("/councils.json?page=2").json()["rows"][0]["key"] == "council-50"
    assert client.get("/councils.json").json()["pages"] == 2
