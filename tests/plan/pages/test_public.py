from __future__ import annotations

import json

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import Cast
from tests.plan import world
from tests.plan.pages.conftest import APRIL, FRAMEWORK, MARCH, RESULT, ROOT, Get, words
from tests.plan.world import at

from thriving.kernel.clock import now
from thriving.plan import actions
from thriving.plan.models import KeyResult, OutcomeLink, Plan, Requirement

COLD, WARM = 13, 3  # queries; one of the cold ones is for what councils recommend


def test_a_plan_page_says_what_it_is_and_how_it_stands(year: Plan, get: Get) -> None:
    page = get("/plan/")
    assert "Thriving Movement 2019–20" in page
    assert "1 July 2019 to 30 June 2020." in page
    assert "As known on 15 April 2020." in page
    assert "New numbers are published every month." in page
    assert "12 key results:" in page


def test_the_plan_of_today_is_also_at_its_own_address(year: Plan, get: Get) -> None:
    mine, today = get(ROOT), get("/plan/")
    assert mine.replace(ROOT.rstrip("/"), "/plan") == today.replace(ROOT.rstrip("/"), "/plan")


def test_a_number_stands_in_words_with_its_reason_and_opens(year: Plan, get: Get) -> None:
    page = get("/plan/")
    assert ">88</a> of at least 150 organizers and affiliate leaders" in page
    assert "88 where 112 were planned by 31 March 2020." in page
    assert "Engage at least 150 new/existing movement organizers and affiliate leaders" in page
    assert "/evidence/people-engaged-in-the-leadership-framework/?since=2019-07-01" in page
    assert "The records behind it" in page
    assert "How it is counted" in page
    assert f'href="{RESULT}target/"' in page


def test_the_teams_word_stands_beside_and_disagrees(year: Plan, get: Get) -> None:
    page = get("/plan/")
    assert "The numbers say “At risk”, the team says 8 of 10: likely." in page
    assert "June is full." in page


def test_our_reading_is_marked_and_told(year: Plan, get: Get) -> None:
    page = get("/plan/")
    assert "our reading" in page
    assert "The steps and their dates are ours; the announcement gives none." in page


def test_a_number_that_rests_on_a_set_of_ours_is_our_reading(year: Plan, client: Client) -> None:
    rows = {row["requirement"]: row["our_reading"] for row in client.get("/plan.json").json()["rows"]}
    ours = ("regional-liaisons", "streams", "regions", "gender-program-manager")
    assert [rows[requirement] for requirement in ours] == [True] * len(ours)
    assert rows["people"] is False


def test_without_a_plan_the_page_says_how_to_load_one(get: Get) -> None:
    page = get("/plan/")
    assert "No plan is loaded yet" in page
    assert "thriving plan load" in page


def test_a_draft_is_absent_for_all_but_its_editors(plan: Plan, cast: Cast, get: Get) -> None:
    Plan.objects.update(state="draft")
    get(ROOT, status=404)
    get(ROOT, cast.lead, status=404)
    assert "Thriving Movement" in get(ROOT, cast.editor)


@pytest.mark.parametrize("address", ["?on=31.3.2020", "?known=2020-02-30", "?on=tomorrow"])
def test_a_day_that_cannot_be_read_is_refused_in_a_sentence(year: Plan, get: Get, address: str) -> None:
    assert "which is not a day such as 2020-04-15" in get(f"/plan/{address}", status=400)


def test_a_day_that_has_not_come_is_refused_in_a_sentence(year: Plan, get: Get) -> None:
    assert "a day that has not come" in get("/plan/?known=2020-04-16", status=400)


def test_as_known_on_an_earlier_day(year: Plan, get: Get) -> None:
    page = get("/plan/?known=2020-03-31")
    assert ">84</a> of at least 150" in page
    assert "As known on 31 March 2020." in page
    assert f"{RESULT}?known=2020-03-31" in page  # the way on keeps the day


def test_two_dates_are_told_apart(year: Plan, get: Get) -> None:
    page = get("/plan/?on=2020-03-31&known=2020-04-10")
    assert "What had happened by 31 March 2020, as known on 10 April 2020." in page
    assert ">88</a> of at least 150" in page


def test_the_same_two_dates_give_every_reader_the_same_number(year: Plan, cast: Cast, get: Get) -> None:
    address = "/plan.json?on=2020-03-31&known=2020-03-31"
    assert json.loads(get(address))["rows"] == json.loads(get(address, cast.lead))["rows"]


def test_twins_tell_the_same(year: Plan, get: Get) -> None:
    told = json.loads(get("/plan.json"))
    people = next(row for row in told["rows"] if row["key_result"] == FRAMEWORK)
    assert (people["value"], people["target"], people["expected"]) == (88, 150, 112)
    assert people["words"] == "88 of at least 150 organizers and affiliate leaders"
    assert (told["on"], told["known"], told["sample"]) == ("2020-04-15", "2020-04-15", False)
    assert len(told["rows"]) == 19
    assert "88 of at least 150 organizers" in get(f"{ROOT[:-1]}.csv")


@pytest.mark.parametrize(
    "address",
    ["/plan/", ROOT, f"{ROOT}outcomes/", f"{ROOT}outcomes/newcomers/", f"{ROOT}board/", f"{ROOT}changes/",
     f"{ROOT}compare/", f"{ROOT}rule/", f"{ROOT}downloads/", f"{ROOT}wikitext/", RESULT, f"{RESULT}target/"],
)  # fmt: skip
def test_a_sample_says_so_wherever_it_is_seen(year: Plan, get: Get, address: str) -> None:
    banner = "fictional people and facts"
    assert banner not in get(address)
    Plan.objects.update(sample=True, revision=99)
    assert banner in get(address)


@pytest.mark.parametrize(
    "address", ["/plan", f"{ROOT}outcomes", f"{ROOT}changes", f"{ROOT}compare", RESULT[:-1]]
)
def test_a_sample_says_so_in_its_twins(year: Plan, get: Get, address: str) -> None:
    Plan.objects.update(sample=True)
    assert json.loads(get(f"{address}.json"))["sample"] is True
    assert get(f"{address}.csv").startswith("sample,")


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_cold_page_keeps_within_its_queries(year: Plan, client: Client) -> None:
    assert asked(client, "/plan/") <= COLD


def test_a_warm_page_asks_almost_nothing(year: Plan, client: Client) -> None:
    asked(client, "/plan/")
    assert asked(client, "/plan/") <= WARM


@pytest.mark.parametrize("page", ["", "outcomes/", "board/", "wikitext/"])
def test_more_key_results_ask_no_more_queries(year: Plan, client: Client, page: str) -> None:
    found = {}
    for wanted in (4, 2):
        going = list(KeyResult.objects.exclude(number__in=(6, 8, 7, 10)[:wanted]))
        OutcomeLink.objects.filter(key_result__in=going).delete()
        for model, through in ((Requirement, "key_result"), (KeyResult, "pk")):
            model.objects.filter(**{f"{through}__in": [each.pk for each in going]}).update(retired_at=now())
        cache.clear()
        found[wanted] = asked(client, f"{ROOT}{page}")
    assert found[2] == found[4]


def test_who_holds_the_page_is_told_that_nothing_changed(year: Plan, client: Client) -> None:
    etag = client.get("/plan/")["ETag"]
    again = client.get("/plan/", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_new_record_makes_a_new_page(year: Plan, client: Client) -> None:
    etag = client.get("/plan/")["ETag"]
    with at(APRIL):
        world.state(world.experiment(1, APRIL))
    again = client.get("/plan/", headers={"If-None-Match": etag})
    assert again.status_code == 200
    assert b">1</a> of at least 4 finished experiments" in again.content


def test_a_check_in_makes_a_new_page(year: Plan, cast: Cast, client: Client) -> None:
    etag = client.get("/plan/")["ETag"]
    actions.check_in(world.key_result(FRAMEWORK), confidence=2, by=cast.lead)
    again = client.get("/plan/", headers={"If-None-Match": etag})
    assert b"2 of 10: unlikely" in again.content


def test_each_language_and_day_has_its_own_page(year: Plan, client: Client) -> None:
    english = client.get("/plan/")["ETag"]
    assert client.get("/plan/", headers={"Accept-Language": "ar"})["ETag"] != english
    with at(MARCH):
        assert client.get("/plan/")["ETag"] != english


def test_who_is_signed_in_never_reaches_a_visitor(year: Plan, cast: Cast, get: Get) -> None:
    assert "Lina" in get("/plan/", cast.lead)
    assert "Lina" not in get("/plan/")


def test_live_numbers_never_reach_a_visitor(year: Plan, cast: Cast, get: Get) -> None:
    with at(APRIL):
        world.state(*(world.engaged(number, APRIL) for number in range(100, 103)))
    assert ">91</a> of at least 150" in get("/plan/", cast.lead)
    assert ">88</a> of at least 150" in get("/plan/")


def test_what_changed_since_the_last_publication(year: Plan, get: Get) -> None:
    with at(APRIL):
        world.state(world.liaison(5, "latin-america-and-caribbean", APRIL))
    page = get("/plan/")
    assert "Since the publication of 10 April 2020: A Gender program manager, and liaisons" in words(page)


def test_the_rule_is_public(year: Plan, get: Get) -> None:
    page = get(f"{ROOT}rule/")
    assert "A step past its day makes it late." in page
    assert "90%" in page
    assert "70%" in page


def test_ways_on_are_for_those_who_may(year: Plan, cast: Cast, get: Get) -> None:
    attention, edit = f'href="{ROOT}attention/"', f'href="{ROOT}edit/"'
    lead, evaluator, visitor = (get("/plan/", person) for person in (cast.lead, cast.evaluator, None))
    assert [(attention in page, edit in page) for page in (lead, evaluator, visitor)] == [
        (True, True),
        (True, False),
        (False, False),
    ]


def test_twins_tell_figures_without_empty_decimals(year: Plan, get: Get) -> None:
    (line,) = (line for line in get_lines(get, f"{ROOT[:-1]}.csv") if FRAMEWORK in line)
    assert ",88,150,112," in line


def get_lines(get: Get, address: str) -> list[str]:
    """The lines of a CSV, which ``get`` folds into one."""
    return get(address).split(" thriving-movement-2019,")
