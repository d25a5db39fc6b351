"""What readers find on the pages of positions and of the key result, and what leads type there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import places
from tests.conftest import Cast
from tests.plan import world as world_of_plans
from tests.programs.positions import world

from thriving.kernel.words import Words
from thriving.movement.models import Country, Person
from thriving.movement.work import waiting_for
from thriving.programs.milestones import actions as milestones
from thriving.programs.positions import actions
from thriving.programs.positions.models import Holding, Position

pytestmark = pytest.mark.django_db
KEY_RESULT = f"/plan/{world_of_plans.KEY}/key-results/{world.LIAISONS}/"
PAGE = "/positions/liaison-south-asia/"
JUNE = date(2020, 6, 15)


@pytest.fixture(autouse=True)
def june() -> Iterator[None]:
    cache.clear()
    with world.at(JUNE):
        yield


def words(client: Client, address: str = PAGE) -> str:
    """What stands on a page, without its tags."""
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


def regions(client: Client, address: str = KEY_RESULT) -> dict[str, str]:
    """By region, what the page says of it."""
    page = client.get(address).content.decode()
    shown = re.search(r'<ul class="th-home th-coverage">(.*?)</ul>\s*(?=<p>|</section>)', page, re.DOTALL)
    assert shown
    found = re.split(r'<li id="([a-z-]+)"', shown[1])[1:]
    told = (unescape(re.sub(r"<[^>]*>", " ", f"<li{each}")) for each in found[1::2])
    return dict(
        zip(found[::2], (re.sub(r" ([,:])", r"\1", " ".join(each.split())) for each in told), strict=True)
    )


def test_four_chips_and_two_gaps_with_the_open_positions_behind_them(client: Client, lead: Person) -> None:
    for region in (world.SOUTH, world.AFRICA, world.LATIN):
        world.filled(lead, region)
    with world.at(date(2020, 6, 1)):
        actions.promise(world.opened(lead, world.MIDDLE), first_day=date(2020, 7, 6), by=lead)
    for region in (world.EAST, world.CENTRAL):
        world.opened(lead, region, date(2020, 6, 1))
    found = regions(client)
    assert found[world.SOUTH] == "at work South Asia Liaison for south-asia: since 4 November 2019"
    assert found[world.MIDDLE].startswith("will begin Middle East & North Africa")
    assert found[world.MIDDLE].endswith("begins on 6 July 2020")
    for region in (world.EAST, world.CENTRAL):
        assert found[region].startswith("nobody yet")
        assert found[region].endswith("open since 1 June 2020, 14 days")
    assert regions(client, "/positions/") == found


def test_a_gap_without_an_open_position_says_so(client: Client, lead: Person) -> None:
    world.filled(lead)
    assert "No position is open there." in regions(client)[world.EAST]


def test_the_page_that_is_kept_hears_of_each_change(client: Client, lead: Person) -> None:
    assert "No position is open there." in regions(client)[world.EAST]
    world.opened(lead, world.EAST)
    assert "Liaison for east" in regions(client)[world.EAST]


def test_a_region_whose_liaison_left_counts_and_says_that_it_is_empty(client: Client, lead: Person) -> None:
    position = world.filled(lead)
    actions.leave(position, last_day=date(2020, 5, 29), by=lead)
    assert regions(client)[world.SOUTH].startswith("empty again South Asia")
    assert "from 4 November 2019 to 29 May 2020" in regions(client)[world.SOUTH]
    assert "1 of at least 4 of 6" in words(client, KEY_RESULT)


def test_an_earlier_day_shows_what_was_known_on_it(client: Client, lead: Person) -> None:
    actions.leave(world.filled(lead), last_day=date(2020, 5, 29), by=lead)
    then = regions(client, f"{KEY_RESULT}?known=2020-03-31")
    assert then[world.SOUTH] == "at work South Asia Liaison for south-asia: since 4 November 2019"
    before = regions(client, f"{KEY_RESULT}?known=2019-10-01")
    assert before[world.SOUTH].endswith("open since 2 September 2019, 29 days")


def test_a_position_of_another_role_fills_no_gap(client: Client, lead: Person) -> None:
    world.opened(lead, world.EAST, role="trainer")
    assert "No position is open there." in regions(client)[world.EAST]


def test_a_fact_without_a_position_here_is_shown_as_such(client: Client, lead: Person) -> None:
    world_of_plans.state(world_of_plans.liaison(1, world.SOUTH, date(2019, 11, 4)))
    assert "by a record that is not kept here" in regions(client)[world.SOUTH]


def test_a_draft_is_there_for_those_who_run_it_alone(client: Client, cast: Cast, lead: Person) -> None:
    world.draft(lead)
    for reader in (None, cast.volunteer, cast.lead, cast.evaluator):
        if reader:
            client.force_login(reader)
        assert client.get(PAGE).status_code == 404
        assert client.get("/positions.json").json()["rows"] == []
        assert "Liaison" not in words(client, KEY_RESULT)
    client.force_login(lead)
    assert "Only those who look after it see this draft." in words(client)


def test_a_lead_takes_it_from_draft_to_somebody_at_work(client: Client, cast: Cast, lead: Person) -> None:
    client.force_login(lead)
    said = {
        "title": "<b>Liaison</b>",
        "key": "liaison-south-asia",
        "role": "regional-liaison",
        "summary": "Answers.",
        "region": world.SOUTH,
        "serves": f"{world_of_plans.KEY}/{world.LIAISONS}",
        "state": "filled",
    }
    Person.objects.filter(pk=cast.volunteer.pk).update(name="Valentina Very Private")
    places.few({"IN": "South Asia"})
    assert client.post("/positions/new/", said).headers["Location"] == PAGE
    assert Position.objects.get().state == "draft"
    for step, more in {
        "describe": {},
        "open": {"on": "2020-06-01"},
        "fill": {"on": "2020-06-15", "holder": "valentina"},
    }.items():
        assert client.get(f"{PAGE}{step}/").status_code == 200
        assert client.post(f"{PAGE}{step}/", more).status_code == 302
    assert client.post(f"{PAGE}open/", {"on": "2020-06-15"}).status_code == 404  # not from here
    client.logout()
    page = client.get(PAGE).content.decode()
    assert "&lt;b&gt;Liaison" in page
    assert "Somebody who is not named" in page
    assert "valentina" not in page.lower()


def test_a_draft_says_what_it_lacks_before_it_is_shown(client: Client, lead: Person) -> None:
    world.draft(lead, summary=Words())
    client.force_login(lead)
    assert "Show its description: “Description” must be filled in first." in words(client)
    without = {"title": "Liaison", "role": "regional-liaison", "summary": ""}
    assert client.post(f"{PAGE}rewrite/", without).status_code == 422


def test_who_holds_it_is_asked_once_whether_they_are_named(client: Client, cast: Cast, lead: Person) -> None:
    world.filled(lead, holder=cast.volunteer)
    assert _asked(cast.volunteer) == [
        "Say whether your name may stand at the position “Liaison for south-asia”"
    ]
    assert client.get(f"{PAGE}name/").status_code == 302
    client.force_login(lead)
    assert client.get(f"{PAGE}name/").status_code == 404
    client.force_login(cast.volunteer)
    assert client.post(f"{PAGE}name/", {"name": "Vale <3", "stage": "undone"}).status_code == 302
    assert _asked(cast.volunteer) == []
    client.logout()
    assert "Vale <3 : since 4 November 2019" in words(client)
    assert Holding.objects.get().stage == "at_work"


def test_who_turns_out_to_be_a_minor_is_named_no_longer(client: Client, cast: Cast, lead: Person) -> None:
    holding = world.filled(lead, holder=cast.volunteer).holdings.get()
    actions.show_name(holding, "Vale", by=cast.volunteer)
    assert "Vale" in words(client)
    Person.objects.filter(pk=cast.volunteer.pk).update(shielded=True)
    for reader in (cast.evaluator, lead):
        client.force_login(reader)
        assert "vale" not in words(client).lower()


def _asked(reader: Person) -> list[str]:
    return [each.item.title for each in waiting_for(reader, JUNE) if each.by.name == "positions"]


def test_what_waits_says_the_next_step(lead: Person) -> None:
    position = world.opened(lead)
    assert _asked(lead) == ["Fill the position “Liaison for south-asia”, or close it"]
    actions.promise(position, first_day=date(2020, 7, 6), by=lead)
    (waits,) = [each.item for each in waiting_for(lead, JUNE) if each.by.name == "positions"]
    assert waits.due == date(2020, 7, 6)


def test_a_country_where_it_is_dangerous_is_not_shown(client: Client, lead: Person) -> None:
    world.opened(lead, country="BD")
    assert "Bangladesh" in words(client)
    country = Country.objects.create(code="BD", alpha3="BGD", name="Bangladesh")
    country.protections.create(begins_on=date(2019, 1, 1), source="A list")
    assert "Bangladesh" not in words(client)
    assert client.get("/positions.json").json()["rows"][0]["country"] is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_long_it_is(
    client: Client, lead: Person, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for region in (world.SOUTH, world.AFRICA, world.LATIN)[:count]:
        world.filled(lead, region)
    words(client, "/positions/")
    with django_assert_num_queries(15):
        page = words(client, "/positions/")
    assert page.count("Liaison for") == 2 * count  # in the list, and above it among the regions
    assert "open for 63 days or less" in page


def test_the_list_is_asked_by_state_role_and_region_and_nothing_else(client: Client, lead: Person) -> None:
    world.filled(lead, holder=lead)
    world.opened(lead, world.AFRICA)
    for question, keys in {
        "state=open": ["liaison-sub-saharan-africa"],
        "region=south-asia": ["liaison-south-asia"],
        "role=trainer": [],
        "holdings__holder__username=none&manager__password__startswith=x": [
            "liaison-sub-saharan-africa",  # it is open
            "liaison-south-asia",
        ],
    }.items():
        rows = client.get(f"/positions.json?{question}").json()["rows"]
        assert [row["key"] for row in rows] == keys


def test_formulas_in_titles_are_no_formulas_in_a_spreadsheet(client: Client, lead: Person) -> None:
    world.opened(lead, title=Words(en="=HYPERLINK(1)"))
    assert ",=HYPERLINK" not in client.get("/positions.csv").content.decode()


def test_a_lead_has_it_reach_a_step_from_its_page(client: Client, lead: Person) -> None:
    called = milestones.StepSaid("called", Words(en="Call"))
    said = milestones.Prepared("hiring", Words(en="Hiring"), steps=(called,))
    milestones.prepare(said, by=lead)
    world.opened(lead)
    client.force_login(lead)
    answer = client.post(f"{PAGE}steps/", {"moment": "opened", "step": "hiring/called"})
    assert answer.headers["Location"] == "/milestones/hiring/"
    assert "All steps are reached." in words(client, "/milestones/hiring/")


def test_days_open_are_told_of_this_opening_and_of_all(client: Client, lead: Person) -> None:
    position = world.opened(lead, on=date(2020, 1, 1))
    assert "open since 1 January 2020 , 166 days Answers the" in words(client)
    actions.close(position, on=date(2020, 1, 31), reason="Nobody came.", by=lead)
    with world.at(date(2020, 6, 1)):
        actions.open_for_applications(position, on=date(2020, 6, 1), by=lead)
    page = words(client)
    assert "open since 1 June 2020 , 14 days; with earlier openings 44 days in all" in page


def test_what_is_told_long_after_its_day_says_when_it_was_told(client: Client, lead: Person) -> None:
    position = world.opened(lead, on=date(2020, 6, 1))
    actions.close(position, on=JUNE, reason="Nobody came.", by=lead)
    assert "told on" not in words(client)
    back = world.opened(lead, world.AFRICA)
    actions.fill(back, first_day=world.BEGAN, by=lead)
    said = "since 4 November 2019, told on 15 June 2020"
    page = words(client, "/positions/liaison-sub-saharan-africa/")
    assert said in page.replace(" ,", ",")
    assert said in regions(client)[world.AFRICA]


def test_who_was_promised_is_at_work_once_that_was_told(client: Client, lead: Person) -> None:
    with world.at(date(2020, 3, 2)):
        position = world.opened(lead, on=date(2020, 3, 2))
        actions.promise(position, first_day=date(2020, 4, 1), by=lead)
    actions.begin(position, first_day=date(2020, 4, 1), by=lead)
    assert regions(client, f"{KEY_RESULT}?known=2020-05-01")[world.SOUTH].startswith("will begin")
    assert "since 1 April 2020, told on 15 June 2020" in regions(client)[world.SOUTH]


def test_an_address_that_nobody_typed_is_made_from_the_title(client: Client, lead: Person) -> None:
    client.force_login(lead)
    said = {"title": "Trainer für Ältere", "role": "trainer", "summary": "Trains."}
    found = [client.post("/positions/new/", said).headers["Location"] for _twice in range(2)]
    assert found == ["/positions/trainer-fur-altere/", "/positions/trainer-fur-altere-2/"]
    said["title"] = "مدرب"
    assert client.post("/positions/new/", said).headers["Location"] == "/positions/trainer/"


def test_regions_stand_under_the_set_that_plans_ask_for(client: Client, lead: Person) -> None:
    client.force_login(lead)
    page = client.get("/positions/new/").content.decode()
    asked, others = re.findall(r'<optgroup label="([^"]*)">(.*?)</optgroup>', page, re.DOTALL)
    assert asked[0] == "Plans look for people here: The six prioritized regions"
    assert f'value="{world.SOUTH}"' in asked[1]
    assert re.findall(r'value="([^"]*)"', others[1]) == ["north-america", "northern-and-western-europe"]
    assert "global-south" not in page


def test_a_region_of_before_stays_until_it_is_changed(client: Client, lead: Person) -> None:
    position = world.draft(lead)
    Position.objects.filter(pk=position.pk).update(region="global-south")
    client.force_login(lead)
    assert 'value="global-south" selected' in client.get(f"{PAGE}rewrite/").content.decode()


@pytest.mark.parametrize(
    ("call", "status"),
    [("/ask/about/priority:a/b/", 302), ("jobs.example.org/1", 302), ("//x.org", 422), ("/nothing/", 422)],
)
def test_one_applies_on_a_page_of_this_site_or_elsewhere(
    client: Client, lead: Person, call: str, status: int
) -> None:
    client.force_login(lead)
    said = {"title": "Trainer", "role": "trainer", "summary": "Trains.", "call": call}
    assert client.post("/positions/new/", said).status_code == status
