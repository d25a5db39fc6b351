from __future__ import annotations

import json

from tests.plan.pages.conftest import ROOT, Get, words

from thriving.plan.models import Plan

NEWCOMERS = f"{ROOT}outcomes/newcomers/"


def test_outcomes_are_headings_with_their_key_results(year: Plan, get: Get) -> None:
    page = get(f"{ROOT}outcomes/")
    for sentence in ("We will welcome and support newcomers.", "We will support diverse content creation."):
        assert sentence in page
    assert "The announcement does not say which key result serves which outcome." in page


def test_an_outcome_without_a_series_says_none_yet(year: Plan, get: Get) -> None:
    assert "None yet" in get(f"{ROOT}outcomes/safe-spaces/")


def test_absent_files_say_how_to_load_them(year: Plan, get: Get) -> None:
    page = get(NEWCOMERS)
    assert "thriving indicators import" in page


def test_an_unknown_outcome_is_absent(year: Plan, get: Get) -> None:
    get(f"{ROOT}outcomes/riches/", status=404)


def test_twins_of_outcomes(year: Plan, get: Get) -> None:
    rows = json.loads(get(f"{ROOT}outcomes.json"))["rows"]
    assert [row["outcome"] for row in rows][:2] == ["newcomers", "communities"]
    assert json.loads(get(f"{NEWCOMERS[:-1]}.json"))["rows"] == []


def test_what_stands_above_the_outcomes(year: Plan, get: Get) -> None:
    page = words(get(f"{ROOT}outcomes/"))
    assert "Service and Equity" in page
    assert "Grow participation" in page
    assert "Worldwide Readership, Thriving Movement, Global Advocacy" in page
