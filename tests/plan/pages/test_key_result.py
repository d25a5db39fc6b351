from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from django.test import Client
from tests.conftest import Cast
from tests.plan import world
from tests.plan.pages.conftest import APRIL, FRAMEWORK, MARCH, RESULT, ROOT, Get
from tests.plan.world import at

from thriving.evidence import actions as evidence
from thriving.evidence import in_use
from thriving.evidence.statements import Statement
from thriving.evidence.tables import proposing, publishing
from thriving.evidence.tables.proposing import Proposal
from thriving.plan import actions
from thriving.plan.models import Plan

LIAISONS = f"{ROOT}key-results/gender-manager-and-regional-liaisons/"


def test_the_number_its_reason_and_its_sentence(year: Plan, get: Get) -> None:
    page = get(RESULT)
    assert "Engage at least 150 new/existing movement organizers" in page
    assert ">88</a> of at least 150 organizers and affiliate leaders" in page
    assert "88 where 112 were planned by 31 March 2020." in page


def test_the_series_is_a_table_first(year: Plan, get: Get) -> None:
    page = get(RESULT)
    table, chart = page.index('<td class="th-number">88</td>'), page.index("th-lines")
    assert table < chart


def test_a_compound_key_result_lists_each_requirement(year: Plan, get: Get) -> None:
    page = get(LIAISONS)
    assert "All 2 requirements must hold" in page
    assert ">1</a> of 3 steps of the hiring" in page
    assert ">2</a> of at least 4 of 6 prioritized regions with a liaison" in page


def test_steps_and_members_stand_one_by_one(year: Plan, get: Get) -> None:
    page = get(LIAISONS)
    assert "The position is described" in page
    assert "20 Aug 2019" in page
    assert "South Asia" in page
    assert "No position is open there." in page  # of the other regions
    assert "The announcement does not list the six" in page


def test_the_definition_card(year: Plan, get: Get) -> None:
    page = get(RESULT)
    assert "What it does not say" in page
    assert "Who to ask" in page
    assert "The whole definition, with a worked example" in page


def test_our_reading_and_the_outcomes_that_it_serves(year: Plan, get: Get) -> None:
    page = get(RESULT)
    assert "A person counts once, however often they took part" in page
    assert "We will have strong and empowered movement leaders and affiliates." in page


def test_what_the_team_said_newest_first(year: Plan, cast: Cast, get: Get) -> None:
    with at(APRIL):
        actions.check_in(world.key_result(FRAMEWORK), confidence=3, what_next="Ask for help.", by=cast.lead)
    page = get(RESULT)
    assert page.index("3 of 10: unlikely") < page.index("8 of 10: likely")
    assert "Ask for help." in page


def test_nothing_said_after_the_day_that_is_asked_for(year: Plan, get: Get) -> None:
    page = get(f"{RESULT}?known=2020-03-31")
    assert ">84</a> of at least 150" in page
    assert "June is full." not in page
    assert "Nobody has checked in yet." in page


def test_what_was_foreseen_stands_against_what_came(year: Plan, cast: Cast, get: Get) -> None:
    assert "No forecast: the pace is changing." in get(RESULT)


def test_ways_on_are_for_those_who_may(year: Plan, cast: Cast, get: Get) -> None:
    assert f'href="{RESULT}check-in/"' in get(RESULT, cast.lead)
    assert f'href="{RESULT}check-in/"' not in get(RESULT, cast.other_lead)
    assert "check-in/" not in get(RESULT)
    assert f"{ROOT}edit/key-result:{FRAMEWORK}/" in get(RESULT, cast.editor)


def test_an_unknown_key_result_is_absent(year: Plan, get: Get) -> None:
    for form in ("/", ".json", ".csv"):
        get(f"{ROOT}key-results/happiness{form}", status=404)


def test_the_twin_lists_the_series(year: Plan, get: Get) -> None:
    rows = json.loads(get(f"{RESULT[:-1]}.json"))["rows"]
    assert rows[-1] == {
        "key_result": FRAMEWORK,
        "requirement": "people",
        "on": "2020-03-31",
        "value": 88,
        "unit": "person",
        "target": 150,
    }


def test_a_changed_target_is_history(year: Plan, cast: Cast, get: Get) -> None:
    assert "Nothing was changed" in get(f"{RESULT}target/")
    people = world.requirement(FRAMEWORK, "people")
    with at(APRIL):
        actions.change_target(people, target=160, reason="More have asked to come.", by=cast.editor)
    page = get(f"{RESULT}target/")
    assert "from “150” to “160”" in page
    assert "More have asked to come." in page
    assert "at least 160 today." in page
    rows = json.loads(get(f"{RESULT}target.json"))["rows"]
    assert [(row["field"], row["before"], row["after"]) for row in rows] == [("target", "150", "160")]


def regional(number: int, on: date) -> Statement:
    dimensions = {"community_type": "regional", "language": "hi"}
    return Statement("pilot.data_contributed", f"community-{number}", on, dimensions=dimensions)


def test_small_multiples_only_where_nobody_can_be_found(year: Plan, get: Get, client: Client) -> None:
    world.state(regional(50, MARCH))
    assert "th-multiples" in get(f"{ROOT}key-results/online-learning-experience/")
    assert "th-multiples" not in get(RESULT)


def elsewhere(count: int, region: str, on: date) -> list[Statement]:
    """People of another region than all others."""
    people = (world.engaged(1000 + number, on) for number in range(count))
    return [replace(each, dimensions={**each.dimensions, "region": region}) for each in people]


def test_a_table_shows_once_it_is_published_and_not_before(year: Plan, cast: Cast, get: Get) -> None:
    """The page is kept; a new publication makes another one of it."""
    evidence.state(elsewhere(30, "north-america", date(2020, 4, 3)), by="tests")
    [place] = [each for each in in_use.every_place() if each.key == f"{FRAMEWORK}/people"]
    said = Proposal("by-region", place.asked, ["region"], "To see.", plan=place.collection)
    proposing.approve(proposing.propose(said, by=cast.evaluator), by=cast.second_evaluator)
    with at(date(2020, 7, 1)):
        assert "By region" not in get(RESULT)
        publishing.publish_due(by="tests")
        assert "By region" in get(RESULT)


def test_who_sees_people_live_sees_their_parts_live(year: Plan, cast: Cast, get: Get) -> None:
    """Three people of a second region, told apart for those alone who may open the records."""
    evidence.state(elsewhere(3, "north-america", date(2020, 4, 3)), by="tests")
    assert "North America" in get(RESULT, cast.evaluator)
    for reader in (None, cast.volunteer, cast.editor):
        assert "North America" not in get(RESULT, reader)
