"""How a round is spread is counted from the work, and from nothing about people."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.conftest import person
from tests.grants import world

from thriving.grants.funds.models import Round
from thriving.grants.review.models import Declaration
from thriving.grants.review.queries.spread import Part, spread
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db


def parts(round_: Round, by: str) -> set[Part]:
    return {part for part in spread(None, round_) if part.by == by}


@pytest.fixture
def handed_in(db: None) -> Round:
    """Five of three people: what the committee has, what it decided, and what never came to it."""
    ann, round_ = person("ann"), world.grant_round()
    world.proposal(ann, state="in_review", region="south-asia", language="hi", first_time=True)
    world.proposal(ann, state="approved", region="south-asia")
    world.proposal(ann, state="declined", region="sub-saharan-africa", first_time=True)
    world.proposal(ann, state="deferred", region="", language="sw")
    for state in ("draft", "submitted", "ineligible", "withdrawn"):
        world.proposal(ann, state=state)
    return round_


def test_a_round_is_counted_by_region_language_and_newcomers(handed_in: Round) -> None:
    assert parts(handed_in, "region") == {
        Part("region", "", asked=1, funded=0, open=0),
        Part("region", "south-asia", asked=2, funded=1, open=1),
        Part("region", "sub-saharan-africa", asked=1, funded=0, open=0),
    }
    assert parts(handed_in, "language") == {
        Part("language", "en", asked=2, funded=1, open=0),
        Part("language", "hi", asked=1, funded=0, open=1),
        Part("language", "sw", asked=1, funded=0, open=0),
    }
    assert parts(handed_in, "newcomers") == {
        Part("newcomers", value=True, asked=2, funded=0, open=1),
        Part("newcomers", value=False, asked=2, funded=1, open=0),
    }


def test_nothing_of_another_round_is_counted(handed_in: Round) -> None:
    assert spread(None, world.grant_round("autumn")) == []


def test_no_table_about_people_is_read(handed_in: Round) -> None:
    with CaptureQueriesContext(connection) as asked:
        spread(None, handed_in)
    assert len(asked) == 3
    assert not any(Person._meta.db_table in each["sql"] for each in asked)


def test_a_conflict_closes_the_counts_too(handed_in: Round) -> None:
    mia, by_region = person("mia"), {"south-asia": 2, "sub-saharan-africa": 1, "": 1}
    assert {each.value: each.asked for each in spread(mia, handed_in) if each.by == "region"} == by_region
    closed = handed_in.proposals.get(state="declined")
    said = {"person": mia, "closeness": "family", "declared_at": world.HANDED_IN}
    Declaration.objects.create(proposal=closed, **said)
    told = {each.value: each.asked for each in spread(mia, handed_in) if each.by == "region"}
    assert told == {"south-asia": 2, "": 1}
