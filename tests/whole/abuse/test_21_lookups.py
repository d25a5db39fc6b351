"""The names in an address are ours: no filter and no order reaches into tables that it was not meant for."""

from __future__ import annotations

from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from tests.conftest import Cast
from tests.factories import with_example
from tests.whole import records
from tests.whole.records import *  # noqa: F403 -- its fixtures

from thriving.evidence.actions import define_measure
from thriving.kernel.words import Words
from thriving.plan import actions
from thriving.plan.file import PlanFileRefused, shipped

pytestmark = pytest.mark.django_db

REACHING = (
    "batch__stated_by",
    "number__gt",
    "subject__user__password",
    "password",
    "dimensions__region__regex",
    "kind) OR 1=1 --",
    "region'||(SELECT password FROM movement_person)||'",
)
OPERATORS = ("in:x", "not_in:x", "exists", "missing", "gte:1", "regex:x")
ORDERS = ("order", "order_by", "ordering", "sort", "where__in", "subject__startswith", "state__in", "pk")


def test_a_filter_names_a_property_or_nothing(evidence: None, client: Client) -> None:
    for name, operator in product(REACHING, OPERATORS):
        for twin in ("/", ".json", ".csv"):
            answer = client.get(f"/evidence/communities{twin}", {"where": f"{name}:{operator}"})
            assert answer.status_code == 400, (name, operator)


@pytest.mark.parametrize("value", ["' OR 1=1 --", "%", "_", "\\", "x\x00"])
def test_a_value_is_a_value(year: None, evidence: None, client: Client, value: str) -> None:
    assert client.get("/evidence/communities.json").json()["rows"]
    answer = client.get("/evidence/communities.json", {"where": f"language:in:{value}"})
    assert answer.status_code == 400 or answer.json()["rows"] == []


def test_no_page_lets_a_reader_name_a_column(all_records: None, cast: Cast) -> None:
    """Whatever is asked beside what a page offers changes nothing."""
    rows = tuple(row for row in records.TWINS if row.name.endswith("-json"))
    asked = dict.fromkeys(ORDERS, "-person__password")
    for row, role, response in records.opened_once(cast, rows):
        again = records.client_of(role, cast).get(records.address_of(row), asked)
        assert (again.status_code, again.content) == (200, response.content), row.name


@pytest.mark.parametrize("name", REACHING)
def test_a_plans_filter_names_a_property_or_nothing(db: None, name: str) -> None:
    text = shipped().replace('["stage", "in"', f'["{name}", "in"')
    assert text != shipped()
    with pytest.raises(PlanFileRefused):
        actions.load(text, by="tests")


@pytest.mark.parametrize("name", REACHING)
def test_a_measures_filter_names_a_property_or_nothing(db: None, name: str) -> None:
    counted = with_example({"kind": "count", "fact": "partner.met", "unit": {"code": "record"}})
    define_measure("honest", counted, title=Words(en="Honest"), by="tests")
    reaching = {**counted, "where": [[name, "in", ["x"]]]}
    with pytest.raises(ValidationError):
        define_measure("reaching", reaching, title=Words(en="Reaching"), by="tests")
