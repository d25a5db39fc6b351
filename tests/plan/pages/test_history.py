from __future__ import annotations

import json

from tests.conftest import Cast
from tests.plan import world
from tests.plan.pages.conftest import APRIL, FRAMEWORK, ROOT, Get
from tests.plan.world import at

from thriving.plan import actions
from thriving.plan.models import Plan

BOTH = "compare/?then_on=2020-03-31&then_known=2020-03-31&on=2020-03-31&known=2020-04-10"


def test_publications_and_corrections_are_listed(year: Plan, get: Get) -> None:
    page = get(f"{ROOT}changes/")
    assert "10 April 2020: a correction of what had happened by 31 March 2020. Five came late." in page
    assert "31 March 2020: what had happened by 31 March 2020." in page
    assert f"{ROOT}{BOTH}".replace("&", "&amp;") in page


def test_each_change_stands_with_its_reason(year: Plan, cast: Cast, get: Get) -> None:
    with at(APRIL):
        people = world.requirement(FRAMEWORK, "people")
        actions.change_target(people, target=160, reason="More have asked to come.", by=cast.editor)
    page = get(f"{ROOT}changes/")
    assert "People who test and refine the Leadership Development Framework" in page
    assert "More have asked to come." in page
    (row,) = json.loads(get(f"{ROOT}changes.json"))["rows"]
    assert (row["before"], row["after"], row["changed_on"]) == ("150", "160", "2020-04-15")


def test_84_then_and_88_now(year: Plan, get: Get) -> None:
    page = get(f"{ROOT}{BOTH}")
    assert "84 then; 88 now: 5 late records and 1 withdrawn." in page
    assert "18 requirements stand as they did" in page


def test_the_twin_counts_what_makes_the_difference(year: Plan, get: Get) -> None:
    rows = json.loads(get(f"{ROOT}{BOTH.replace('/', '.json')}"))["rows"]
    (people,) = (row for row in rows if row["key_result"] == FRAMEWORK)
    counted = {name: people[name] for name in ("then", "now", "since", "late", "withdrawn", "corrected")}
    assert counted == {"then": 84, "now": 88, "since": 0, "late": 5, "withdrawn": 1, "corrected": 0}


def test_everybody_gets_the_same_difference(year: Plan, cast: Cast, get: Get) -> None:
    address = f"{ROOT}{BOTH.replace('/', '.json')}"
    assert json.loads(get(address))["rows"] == json.loads(get(address, cast.evaluator))["rows"]


def test_new_records_are_told_from_late_ones(year: Plan, get: Get) -> None:
    world.state(*(world.experiment(number, APRIL) for number in (1, 2)))
    page = get(f"{ROOT}compare/?then_on=2020-03-31&then_known=2020-03-31")
    assert "0 then; 2 now: 2 new records." in page


def test_without_dates_the_last_publication_is_set_beside_today(year: Plan, get: Get) -> None:
    page = get(f"{ROOT}compare/")
    assert 'value="2020-03-31"' in page
    assert "What had happened by 31 March 2020, as known on 10 April 2020." in page
    assert "As known on 15 April 2020." in page


def test_without_a_publication_the_first_day_is(plan: Plan, get: Get) -> None:
    assert "As known on 1 July 2019." in get(f"{ROOT}compare/")


def test_a_bad_day_is_refused_in_a_sentence(year: Plan, get: Get) -> None:
    assert "which is not a day" in get(f"{ROOT}compare/?then_on=never", status=400)
