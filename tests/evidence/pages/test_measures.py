from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.evidence.pages.conftest import SPECIFICATIONS
from tests.evidence.pages.test_records import cost_of, plain, text
from tests.factories import with_example

from thriving.evidence import actions
from thriving.evidence.models import MeasureVersion
from thriving.kernel.words import Words

pytestmark = pytest.mark.django_db


def test_every_measure_is_listed(measures: dict[str, MeasureVersion], client: Client) -> None:
    found = client.get("/measures.json").json()["rows"]
    assert [row["key"] for row in found] == sorted(SPECIFICATIONS)
    assert 'href="/measures/communities/"' in text(client, "/measures/")


@pytest.mark.parametrize("key", sorted(SPECIFICATIONS))
def test_every_way_of_counting_is_explained(
    measures: dict[str, MeasureVersion], client: Client, key: str
) -> None:
    page = text(client, f"/measures/{key}/")
    assert "How it is counted</dt>" in page
    assert "Who may open its records" in page


def test_who_may_open_rows_is_said(measures: dict[str, MeasureVersion], client: Client) -> None:
    assert "for it counts people" in text(client, "/measures/people/")
    assert "not open to everyone" in text(client, "/measures/events/")
    assert "Everyone, unless a single record" in text(client, "/measures/communities/")


def changed(**more: Any) -> dict[str, Any]:
    return {**SPECIFICATIONS["communities"], **more}


def redefine(said: dict[str, Any], reason: str = "") -> None:
    if "golden" not in said:
        said = with_example(said)
    actions.define_measure("communities", said, title=Words(en="New"), reason=reason, by="test")


def test_the_history_of_a_definition_is_shown(measures: dict[str, MeasureVersion], client: Client) -> None:
    said = changed(where=[["community_type", "in", ["thematic"]]])
    actions.define_measure(
        "communities", with_example(said), title=Words(en="New"), reason="Only thematic ones.", by="test"
    )
    page = text(client, "/measures/communities/")
    assert "Only thematic ones." in page
    assert "Only where Type of community: thematic." in page
    old = text(client, "/measures/communities/?version=1")
    assert "This is version 1; the newest is 2." in old
    assert [row["version"] for row in client.get("/measures/communities.json").json()["rows"]] == [2, 1]


def test_its_own_example_is_shown(measures: dict[str, MeasureVersion], client: Client) -> None:
    fact = {
        "kind": "pilot.data_contributed",
        "subject": "alpha",
        "occurred_on": "2020-03-01",
        "dimensions": {"community_type": "thematic"},
    }
    said = changed(golden={"on": "2020-03-31", "value": 1, "facts": [fact]})
    redefine(said)
    page = plain(text(client, "/measures/communities/"))
    assert "alpha, a thematic community, contributed pilot data." in page
    assert 'the answer on <time datetime="2020-03-31">31 March 2020</time> is <strong>1</strong>' in page


def test_a_measure_opens_to_its_records(measures: dict[str, MeasureVersion], client: Client) -> None:
    assert 'href="/evidence/communities/?version=1"' in text(client, "/measures/communities/")


def test_the_list_costs_the_same_queries(db: None, client: Client) -> None:
    costs = []
    for key in list(SPECIFICATIONS)[:3]:
        actions.define_measure(key, with_example(SPECIFICATIONS[key]), title=Words(en=key), by="test")
        costs.append(cost_of(client, "/measures/"))
    assert costs[0] == costs[2] <= 2
