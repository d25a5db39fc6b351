from __future__ import annotations

from tests.plan.pages.conftest import ROOT, Get

from thriving.plan.models import Plan


def test_the_board_gets_every_key_result_on_one_page(year: Plan, get: Get) -> None:
    page = get(f"{ROOT}board/")
    assert page.count('<th scope="row">') == 12
    assert "88 of at least 150 organizers and affiliate leaders" in page
    assert "12 key results:" in page


def test_the_board_may_ask_for_an_earlier_day(year: Plan, get: Get) -> None:
    assert "84 of at least 150" in get(f"{ROOT}board/?known=2020-03-31")


def test_wikitext_is_a_table_with_ways_back(year: Plan, get: Get) -> None:
    text = get(f"{ROOT}wikitext/?raw=1")
    assert text.count('{| class="wikitable"') == 4
    assert "[http://testserver/plan/thriving-movement-2019/key-results/code-of-conduct/ " in text
    assert "88 of at least 150 organizers and affiliate leaders" in text


def test_wikitext_carries_the_mark_of_a_sample(year: Plan, get: Get) -> None:
    Plan.objects.update(sample=True)
    assert "nothing here happened" in get(f"{ROOT}wikitext/?raw=1")


def test_wikitext_of_an_earlier_day(year: Plan, get: Get) -> None:
    assert "84 of at least 150" in get(f"{ROOT}wikitext/?raw=1&known=2020-03-31")


def test_downloads_name_every_file(year: Plan, get: Get) -> None:
    page = get(f"{ROOT}downloads/")
    for address in ("/plan/thriving-movement-2019.csv", f"{ROOT}changes.json", "/openapi.json"):
        assert f'href="{address}"' in page
