from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from thriving.evidence import addresses
from thriving.evidence.asked import Asked
from thriving.evidence.measures import Question, Specification
from thriving.evidence.models import Measure, MeasureVersion

SAID = {"kind": "distinct", "fact": "leadership.engaged", "unit": {"code": "person"}}
VERSION = MeasureVersion(measure=Measure(key="people"), number=2, specification=SAID)
CODES = st.lists(st.from_regex(r"[a-z0-9][a-z0-9.:/_-]{0,20}", fullmatch=True), min_size=1, max_size=3)
CONDITIONS = st.one_of(
    st.tuples(st.sampled_from(["region", "language", "source"]), st.sampled_from(["in", "not_in"]), CODES),
    st.tuples(st.sampled_from(["region", "stage"]), st.sampled_from(["exists", "missing"])),
)
DAYS = st.one_of(st.none(), st.dates(date(2019, 1, 1), date(2021, 1, 1)))


def said_by(address: str) -> dict[str, Any]:
    query = QueryDict(urlsplit(address).query)
    day = {name: date.fromisoformat(query[name]) if name in query else None for name in ("since", "until")}
    return {"where": query.getlist("where"), "members": query.getlist("members"), **day}


@given(st.lists(CONDITIONS, max_size=3), CODES, DAYS)
def test_an_address_asks_what_it_was_made_from(
    conditions: list[Any], members: list[str], since: date | None
) -> None:
    question = Question(Specification.parse(SAID), tuple(conditions), since, None, tuple(members))
    address = addresses.evidence_url(Asked(VERSION, question))
    assert addresses.question_of(question.specification, said_by(address)) == question


def test_an_address_names_both_dates_and_the_version() -> None:
    address = addresses.evidence_url(Asked.of(VERSION), date(2020, 3, 31), date(2020, 4, 10))
    assert urlsplit(address).path == "/evidence/people/"
    assert parse_qs(urlsplit(address).query) == {
        "version": ["2"],
        "on": ["2020-03-31"],
        "known": ["2020-04-10"],
    }


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (SAID, {"region", "stage", "subject", "source"}),
        ({"kind": "indicator", "indicator": "x", "unit": {"code": "person"}}, set()),
    ],
)
def test_only_what_records_have_can_be_filtered(said: dict[str, Any], names: set[str]) -> None:
    found = set(addresses.filterable(Specification.parse(said)))
    assert found >= names
    assert bool(found) == bool(names)
