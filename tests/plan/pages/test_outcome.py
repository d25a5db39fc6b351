from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from tests.plan.pages.conftest import ROOT, Get, words

from thriving.evidence.models import Indicator, IndicatorValue
from thriving.kernel import clock
from thriving.kernel.words import Words
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


@pytest.fixture
def official(year: Plan) -> None:
    """One of the series that speak to newcomers, with the same two months of both years."""
    indicator = Indicator.objects.create(
        key="newcomer-retention",
        title=Words(en="Newcomers who stay"),
        unit="share",
        summary="mean",
        source="A publisher",
        imported_at=clock.now(),
    )
    for month in (date(2018, 8, 1), date(2019, 8, 1)):
        IndicatorValue.objects.create(indicator=indicator, month=month, value=Decimal("0.06"), known_number=0)


@pytest.mark.parametrize("address", [NEWCOMERS, f"{ROOT}outcomes/"])
@pytest.mark.parametrize("sample", [True, False])
def test_under_the_banner_of_a_sample_official_figures_are_said_to_be_real(
    official: None, get: Get, address: str, *, sample: bool
) -> None:
    Plan.objects.update(sample=sample)
    page = words(get(address))
    assert "Newcomers who stay" in page
    assert page.count("These figures are real, as published by their source.") == sample
    assert ("fictional people and facts" in page) == sample


def test_the_twins_of_an_outcome_do_not_call_official_figures_a_sample(
    official: None, client: Client
) -> None:
    Plan.objects.update(sample=True)
    address = NEWCOMERS.rstrip("/")
    assert client.get(f"{address}.json").json()["sample"] is False
    assert "sample" not in client.get(f"{address}.csv").content.decode()


def test_without_a_series_nothing_is_said_to_be_real(year: Plan, get: Get) -> None:
    Plan.objects.update(sample=True)
    assert "These figures are real" not in get(NEWCOMERS)
