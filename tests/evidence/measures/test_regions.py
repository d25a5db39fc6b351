"""Regions worked out from countries: whatever the versions say, one number however it is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from tests import places
from tests.evidence.histories import FIRST, SOURCES, UNIT, days, undone

from thriving.evidence import actions, ledger
from thriving.evidence.addresses import filterable
from thriving.evidence.asked import Asked
from thriving.evidence.behind import behind
from thriving.evidence.explaining import explained
from thriving.evidence.measures import (
    AsOf,
    Question,
    Specification,
    curves,
    evaluate,
    evaluate_many,
    evidence,
    filter_problems,
    problems,
    recount,
)
from thriving.evidence.statements import Statement
from thriving.kernel.words import Words

pytestmark = pytest.mark.django_db
tried = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
AFRICA, ASIA, AMERICA = "sub-saharan-africa", "south-asia", "north-america"
WORLD = {"scheme": "wikimedia", "version": 1}
MOVED = FIRST + timedelta(days=40)
# SY is in no region, and XX is no country at all: imports refuse it, an older record may have it.
COUNTRIES = ["", "GH", "NA", "IN", "CA", "SY", "XX"]
PARTNERS = {"kind": "distinct", "fact": "partner.met", "unit": {"code": "partner"}}

met = some.builds(
    Statement,
    kind=some.just("partner.met"),
    subject=some.sampled_from(["a", "b", "c", "d"]),
    occurred_on=days,
    dimensions=some.fixed_dictionaries({"country": some.sampled_from(COUNTRIES)}),
    source=some.sampled_from(SOURCES),
)
conditions = some.tuples(
    some.just("region"),
    some.sampled_from(["in", "not_in"]),
    some.lists(some.sampled_from([AFRICA, ASIA, AMERICA, "not_stated"]), min_size=1, max_size=3),
).map(list) | some.tuples(some.just("region"), some.sampled_from(["exists", "missing"])).map(list)


@pytest.fixture
def two_versions() -> None:
    """From the fortieth day on, Namibia is put in South Asia, and Canada nowhere."""
    places.few({**places.WORLD})
    places.few({"GH": "Sub-Saharan Africa", "NA": "South Asia", "IN": "South Asia"}, on=MOVED)


@some.composite
def questions(draw: some.DrawFn) -> Question:
    kind = draw(some.sampled_from(["count", "distinct", "coverage", "ratio"]))
    said: dict[str, Any] = {
        "kind": kind,
        "fact": "partner.met",
        "where": draw(some.lists(conditions, max_size=2)),
        "regions": {"scheme": "wikimedia", "version": draw(some.sampled_from([1, 2]))},
        **UNIT,
    }
    if kind == "ratio":
        del said["fact"], said["where"]
        said |= {
            side: {"fact": "partner.met", "where": draw(some.lists(conditions, max_size=1))}
            for side in ("numerator", "denominator")
        }
    if kind in {"distinct", "coverage"}:
        said["of"] = "region" if kind == "coverage" else draw(some.sampled_from(["region", "subject"]))
    return Question(
        Specification.parse(said),
        tuple(draw(some.lists(conditions, max_size=2))),
        members=(AFRICA, ASIA) if kind == "coverage" else (),
    )


@tried
@given(history=some.lists(met, max_size=20), asked=some.lists(questions(), min_size=1, max_size=3), on=days)
def test_value_equals_recount(
    two_versions: None, history: list[Statement], asked: list[Question], on: date
) -> None:
    with undone():
        actions.state({each.natural_key: each for each in history}.values(), by="test")
        as_of = AsOf(on, ledger.position())
        for question in asked:
            recounted, (curve,) = recount(question, as_of), curves([question], as_of)
            assert curve.reading == recounted
            assert evaluate(question, as_of) == replace(recounted, latest=None)
            assert recounted.rows == evidence(question, as_of).count()
        assert evaluate_many(asked, as_of) == [evaluate(question, as_of) for question in asked]


@tried
@given(history=some.lists(met, max_size=20), asked=questions(), on=days)
def test_inside_and_outside_share_every_record(
    two_versions: None, history: list[Statement], asked: Question, on: date
) -> None:
    counts = replace(asked.specification, kind="count", of="subject", sides=asked.specification.sides[:1])
    question = replace(asked, specification=counts, members=())
    with undone():
        actions.state({each.natural_key: each for each in history}.values(), by="test")
        as_of = AsOf(on, ledger.position())
        whole = evaluate(question, as_of).rows
        for values in ([AFRICA], ["not_stated"], [ASIA, "not_stated"]):
            parts = [question.with_filters([["region", way, values]]) for way in ("in", "not_in")]
            assert sum(evaluate(part, as_of).rows for part in parts) == whole


def question(*filters: list[Any], version: int = 1, **more: Any) -> Question:
    said = {**PARTNERS, "regions": {"scheme": "wikimedia", "version": version}, **more}
    return Question(Specification.parse(said), tuple(filters))


def counted(*filters: list[Any], version: int = 1) -> int:
    as_of = AsOf(date(2021, 1, 1), ledger.position())
    return int(evaluate(question(*filters, version=version), as_of).value or 0)


@pytest.mark.usefixtures("two_versions")
def test_each_record_falls_where_its_own_day_put_its_country() -> None:
    for subject, day in (("before", MOVED - timedelta(days=1)), ("after", MOVED)):
        actions.state([Statement("partner.met", subject, day, dimensions={"country": "NA"})], by="test")
    assert [counted(["region", "in", [AFRICA]], version=version) for version in (1, 2)] == [2, 1]
    assert [counted(["region", "in", [ASIA]], version=version) for version in (1, 2)] == [0, 1]


def test_region_that_a_record_states_itself_is_passed_over() -> None:
    places.few()
    said = {"country": "IN", "region": AFRICA}
    actions.state([Statement("partner.met", "a", FIRST, dimensions=said)], by="test")
    assert (counted(["region", "in", [ASIA]]), counted(["region", "in", [AFRICA]])) == (1, 0)


def test_without_a_scheme_regions_are_those_stated() -> None:
    said = {"country": "IN", "region": AFRICA}
    actions.state([Statement("partner.met", "a", FIRST, dimensions=said)], by="test")
    plain = Question(Specification.parse(PARTNERS), (["region", "in", [AFRICA]],))
    assert evaluate(plain, AsOf(FIRST, ledger.position())).value == 1


def test_the_scheme_makes_another_question() -> None:
    plain = Question(Specification.parse(PARTNERS), (["region", "in", [AFRICA]],))
    hashes = {plain.hash, *(question(["region", "in", [AFRICA]], version=each).hash for each in (1, 2))}
    assert len(hashes) == 3


def test_filter_names_a_region_of_the_scheme() -> None:
    places.few()
    it = question().specification
    asked = [question(["region", "in", [AFRICA, "atlantis"]]).filters[0]]
    assert filter_problems(it, asked) == ["The scheme “wikimedia” has no region “atlantis”."]
    assert "region" in filterable(it)


def test_measure_is_tried_on_its_example() -> None:
    places.few()
    line = {"subject": "a", "occurred_on": "2020-01-01", "dimensions": {"country": "NA"}}
    golden = {"on": "2020-01-31", "facts": [line], "filters": [["region", "in", [AFRICA]]], "value": 1}
    said = {**PARTNERS, "regions": WORLD, "breakdowns": ["region"], "golden": golden}
    assert problems(said, "partners") == []
    assert problems({**said, "golden": {**golden, "value": 2}}, "partners") == [
        "The example says 2, but its records make 1."
    ]


def test_definition_says_by_which_scheme() -> None:
    told = dict(explained(question().specification))
    assert told["Regions"] == (
        "Wikimedia regions, version 1: each record falls where its country lay on the record's day."
    )


def test_page_of_records_offers_and_shows_the_regions() -> None:
    """The values to filter by, and which record shows that a member of the set is reached."""
    places.few()
    actions.state(
        [
            Statement("partner.met", "a", FIRST, dimensions={"country": "NA"}),
            Statement("partner.met", "b", FIRST, dimensions={"country": "SY"}),
        ],
        by="test",
    )
    golden = {"on": "2020-01-31", "facts": [{"subject": "a", "occurred_on": "2020-01-01"}], "value": 0}
    said = {
        **PARTNERS,
        "kind": "coverage",
        "of": "region",
        "regions": WORLD,
        "unit": {"code": "region"},
        "golden": {**golden, "members": [AFRICA]},
    }
    version = actions.define_measure("regions-of-partners", said, title=Words(en="Regions"), by="test")
    found = behind(None, Asked.of(version, members=[AFRICA]))
    assert found.number.reading.value == 1
    assert found.proofs[AFRICA].subject == "a"
    assert found.values_of("region") == {AFRICA}


def test_regions_cost_no_query(django_assert_num_queries: Any) -> None:
    """They are worked out where the facts are counted: one look at the ledger, and one at where it ends."""
    places.few()
    asked = [question(["region", "in", [each]]) for each in (AFRICA, ASIA, AMERICA)]
    as_of = AsOf(FIRST, ledger.position())
    with django_assert_num_queries(2):
        evaluate_many(asked, as_of)
