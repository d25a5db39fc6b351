from __future__ import annotations

import pytest
from django.test import Client

from thriving.evidence import in_use
from thriving.plan.models import Plan

pytestmark = pytest.mark.django_db


def test_evidence_learns_where_each_number_stands(plan: Plan) -> None:
    places = {each.key: each for each in in_use.every_place(plan.key)}
    assert len(places) == 19
    people = places["leadership-development-framework/people"]
    assert people.address == "/plan/thriving-movement-2019/key-results/leadership-development-framework/"
    assert people.asked.question.since == plan.starts_on


def test_members_and_steps_have_their_names(plan: Plan) -> None:
    places = {each.key: each for each in in_use.every_place(plan.key)}
    endorsement = places["code-of-conduct/endorsement"].names
    assert str(endorsement["board-endorsed"]) == "The Board endorses it by a public resolution"
    liaisons = places["gender-manager-and-regional-liaisons/regional-liaisons"].names
    assert str(liaisons["south-asia"]) == "South Asia"
    assert places["leadership-development-framework/people"].names == {}


def test_a_closed_plan_is_no_longer_in_use(plan: Plan) -> None:
    Plan.objects.update(state="closed")
    assert not list(in_use.every_place(plan.key))


def test_numbers_of_a_sample_plan_are_marked_before_their_first_record(plan: Plan, client: Client) -> None:
    [measure] = {
        each.asked.version.measure.key
        for each in in_use.every_place(plan.key)
        if each.key.startswith("risk-protocol/")
    }
    address = f"/evidence/{measure}"
    assert client.get(f"{address}.json").json()["sample"] is False
    Plan.objects.update(sample=True)
    assert all(each.sample for each in in_use.every_place(plan.key))
    assert client.get(f"{address}.json").json()["sample"] is True
    assert client.get(f"{address}.csv").content.decode().startswith("sample,")
    assert "th-sample" in client.get(f"{address}/").content.decode()
