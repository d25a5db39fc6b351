"""What an affiliate and a community leave in the ledger, and what their pages tell of it."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.conftest import person
from tests.factories import with_example
from tests.movement.groups import world

from thriving.evidence import actions
from thriving.evidence.check import as_derived
from thriving.evidence.models import Fact, Source, Visibility
from thriving.evidence.statements import Statement
from thriving.kernel.words import Words
from thriving.movement.actions.affiliates import record_as_registered
from thriving.movement.traces import left_by

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()
PILOTS = {"kind": "distinct", "of": "subject", "fact": "pilot.data_contributed", "unit": {"code": "x"}}


def recognized() -> list[tuple[str, date]]:
    return list(
        Fact.objects.filter(kind="affiliate.recognized", superseded_number=None).values_list(
            "subject", "occurred_on"
        )
    )


def test_a_recognition_is_a_fact_with_the_affiliates_page_as_its_source() -> None:
    world.affiliate()
    assert recognized() == [("lakeside", world.SINCE)]
    source = Source.objects.get(key="affiliate/lakeside")
    assert (str(source.title), source.url) == ("Wiki Lakeside", "/affiliates/lakeside/")


def test_another_day_corrects_the_fact_and_no_day_withdraws_it() -> None:
    lakeside = world.affiliate()
    for since, told in ((date(2021, 5, 5), [("lakeside", date(2021, 5, 5))]), (None, [])):
        record_as_registered(
            lakeside,
            world.described(),
            recognized_since=since,
            state="recognized",
            why="the register says so",
            by="test",
        )
        assert recognized() == told
    assert list(as_derived("affiliate.recognized")) == []


def test_an_application_leaves_no_fact() -> None:
    world.application(person("valentina"))
    assert recognized() == []


def pilot(community: str, number: int, visibility: Visibility = Visibility.PUBLIC) -> Statement:
    return Statement(
        "pilot.data_contributed",
        community,
        date(2020, 1, number),
        dimensions={"community_type": "thematic", "language": "es"},
        source=f"pilot/{community}/{number}",
        visibility=visibility,
    )


@pytest.fixture
def pilots() -> None:
    actions.define_measure("pilots", with_example(PILOTS), title=Words(en="Pilots"), by="test")
    actions.state([pilot("night-sky", 1), pilot("night-sky", 2), pilot("other", 3)], by="test")


@pytest.mark.usefixtures("pilots")
def test_a_community_shows_its_own_records_by_measure() -> None:
    [trace] = left_by(VISITOR, "community", "night-sky")
    assert (str(trace.title), trace.records) == ("Pilots", 2)
    assert "where=subject:in:night-sky" in trace.address


@pytest.mark.usefixtures("pilots")
def test_a_record_that_one_may_not_open_is_not_counted_there() -> None:
    actions.state([pilot("night-sky", 4, Visibility.SEALED)], by="test")
    [trace] = left_by(VISITOR, "community", "night-sky")
    assert trace.records == 2


@pytest.mark.usefixtures("pilots")
def test_an_affiliate_of_the_same_key_is_another_group() -> None:
    assert left_by(VISITOR, "affiliate", "night-sky") == []


def test_measures_of_people_leave_no_trace_of_a_group() -> None:
    people = {"kind": "distinct", "of": "subject", "fact": "leadership.engaged", "unit": {"code": "x"}}
    actions.define_measure("people", with_example(people), title=Words(en="People"), by="test")
    assert left_by(VISITOR, "person", "anybody") == []
