"""What may not become a measure, each refused with its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from tests import places
from tests.factories import with_example

from thriving.evidence import actions, measures
from thriving.evidence.measures import SpecificationRefused, checks
from thriving.evidence.models import MeasureVersion
from thriving.evidence.statements import Statement
from thriving.kernel.words import Words

PEOPLE: dict[str, Any] = {"kind": "distinct", "fact": "leadership.engaged", "unit": {"code": "person"}}
PARTNERS: dict[str, Any] = {"kind": "distinct", "fact": "partner.met", "unit": {"code": "partner"}}
RATIO: dict[str, Any] = {
    "kind": "ratio",
    "numerator": {"fact": "risk.stakeholder_engaged"},
    "denominator": {"fact": "risk.stakeholder_required"},
    "unit": {"code": "percent"},
}
CHANGE: dict[str, Any] = {
    "kind": "change",
    "fact": "capacity.assessed",
    "pair": "wave",
    "before": "before",
    "after": "after",
    "scale": [0, 4],
    "statistic": "mean_change",
    "unit": {"code": "points"},
}
MEDIAN: dict[str, Any] = {"kind": "median", "fact": "capacity.assessed", "unit": {"code": "point"}}


WORLD = {"scheme": "wikimedia", "version": 1}


@pytest.fixture
def world(db: None) -> None:
    places.few()


def problems(said: Mapping[str, Any], **changed: Any) -> list[str]:
    return measures.problems({**with_example(said), **changed}, "a-measure")


@pytest.mark.parametrize("said", [PEOPLE, PARTNERS, RATIO, CHANGE, MEDIAN])
def test_a_sound_definition_has_no_problem(said: dict[str, Any]) -> None:
    assert problems(said) == []


BAD: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    (PARTNERS, {"kind": "average"}, "“average” is not a kind of measure."),
    (PARTNERS, {"formula": "a / b"}, "A measure of the kind “distinct” has no “formula”."),
    (PARTNERS, {"fact": "partner.lost"}, "There is no kind of record called “partner.lost”."),
    (PARTNERS, {"where": [["planet", "in", ["mars"]]]}, "“partner.met” has no “planet”."),
    (PARTNERS, {"where": [["region", "near", ["x"]]]}, "“near” is none of in, not_in, exists, missing"),
    (PARTNERS, {"where": [["region", "in", []]]}, "The condition on “region” names no value."),
    (PARTNERS, {"where": [["region", "exists", ["x"]]]}, "takes no values."),
    (PEOPLE, {"where": [["stage", "in", ["finished"]]]}, "“finished” can never stand in “stage”."),
    (PARTNERS, {"of": "planet"}, "“partner.met” has no “planet” to be told apart."),
    (PARTNERS, {"breakdowns": ["planet"]}, "It cannot be broken down by “planet”"),
    (PARTNERS, {"columns": ["subject", "planet"]}, "The list cannot show “planet”"),
    (PEOPLE, {"columns": ["subject"]}, "must not show who they are."),
    (PEOPLE, {"privacy": {"k": 9, "cadence": "monthly"}}, "with a “k” of at least 10."),
    (PEOPLE, {"privacy": {"k": 10, "cadence": "daily"}}, "how often it is published"),
    (PEOPLE, {"where": [["region", "in", ["north-america"]]]}, "may not keep to places (“region”)"),
    (PEOPLE, {"where": [["country", "missing"]]}, "may not keep to places (“country”)"),
    (PARTNERS, {"unit": {"code": "percent"}}, "A share is told in the unit “percent”"),
    (RATIO, {"unit": {"code": "person"}}, "A share is told in the unit “percent”"),
    (PARTNERS, {"unit": {"code": "partner", "decimals": 9}}, "with 0 to 6 decimals."),
    (PARTNERS, {"direction": "sideways"}, "“sideways” is none of increase, decrease, maintain"),
    (RATIO, {"numerator": {"fact": "partner.met"}}, "must be about the same things"),
    (RATIO, {"numerator": {"fact": "risk.stakeholder_required"}}, "it would always be all of them."),
    (CHANGE, {"fact": "partner.met"}, "“partner.met” has no value"),
    (CHANGE, {"pair": "planet"}, "“capacity.assessed” has no “planet”."),
    (CHANGE, {"after": "later"}, "“later” can never stand in “wave”."),
    (CHANGE, {"after": "before"}, "The wave before and the wave after are the same."),
    (CHANGE, {"scale": [4, 0]}, "The scale must end above where it begins."),
    (CHANGE, {"improved_by": 5}, "Nobody can improve by that much on this scale."),
    (CHANGE, {"improved_by": -1}, "Nobody can improve by that much on this scale."),
    (CHANGE, {"minimum": 9}, "needs at least 10 pairs."),
    (CHANGE, {"statistic": "median"}, "“median” is none of improved_count"),
    (MEDIAN, {"minimum": 4}, "A median needs at least 5 different ones."),
    (MEDIAN, {"fact": "assessment.scored", "minimum": 9}, "A median needs at least 10 different ones."),
    (CHANGE, {"scale": [0]}, "The definition is not in the form that its kind needs"),
    (PARTNERS, {"unit": "partner"}, "The definition is not in the form that its kind needs"),
    ({**PARTNERS, "kind": "median"}, {}, "“partner.met” has no value"),
    ({**PARTNERS, "kind": "sum"}, {}, "“partner.met” has no value"),
    ({**PEOPLE, "kind": "coverage", "of": "subject"}, {}, "People cannot be listed"),
    (PARTNERS, {"regions": "wikimedia"}, "The definition is not in the form that its kind needs"),
    (PARTNERS, {"regions": {"scheme": "wikimedia"}}, "The definition is not in the form that its kind needs"),
    (PARTNERS, {"regions": {"scheme": "wikimedia", "version": 2}}, "There is no version 2 of a scheme"),
    (PARTNERS, {"regions": {"scheme": "moons", "version": 1}}, "of regions called “moons”"),
    (PARTNERS, {"regions": WORLD, "where": [["region", "in", ["atlantis"]]]}, "has no region “atlantis”"),
    (CHANGE, {"regions": WORLD}, "“capacity.assessed” has no country"),
]


def refused(said: dict[str, Any], changed: dict[str, Any], sentence: str) -> bool:
    return any(sentence in problem for problem in problems(said, **changed))


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(("said", "changed", "sentence"), BAD)
def test_a_bad_definition_is_refused_with_a_sentence(
    said: dict[str, Any], changed: dict[str, Any], sentence: str
) -> None:
    assert refused(said, changed, sentence), problems(said, **changed)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("rule", checks.CHECKS, ids=lambda rule: rule.__name__)
def test_no_rule_could_be_left_out(rule: checks.Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, at least one of the bad definitions would pass."""
    monkeypatch.setattr(checks, "CHECKS", tuple(other for other in checks.CHECKS if other is not rule))
    assert not all(refused(*case) for case in BAD)


@pytest.mark.parametrize(
    ("golden", "sentence"),
    [
        ({}, "The definition has no example"),
        ({"on": "2020-01-31", "facts": [], "value": 0}, "The example has no records."),
        ({"facts": [{"subject": "a", "occurred_on": "2020-01-01"}]}, "The example cannot be read: 'on'."),
        ({"on": "soon", "facts": []}, "The example cannot be read"),
        ({"on": "2020-01-31", "facts": [], "answer": 0}, "An example has no “answer”."),
        (
            {"on": "2020-01-31", "facts": [{"subject": "a", "occurred_on": "2020-01-01"}], "value": 2},
            "The example says 2, but its records make 1.",
        ),
        (
            {"on": "2020-01-31", "facts": [{"subject": "a", "occurred_on": "2020-01-01"}]},
            "The example says no case, but its records make 1.",
        ),
        (
            {
                "on": "2020-01-31",
                "facts": [{"subject": "a", "occurred_on": "2020-01-01", "dimensions": {"planet": "mars"}}],
                "value": 1,
            },
            "Record 1 of the example: This kind of record has no “planet”.",
        ),
    ],
)
def test_the_example_is_tried(golden: dict[str, Any], sentence: str) -> None:
    [problem] = problems(PARTNERS, golden=golden)
    assert sentence in problem


@pytest.mark.parametrize("key", ["", "Two Words", "a_b", "x" * 81, "a--b"])
def test_a_key_is_made_of_small_letters_and_hyphens(key: str) -> None:
    found = measures.problems(with_example(PARTNERS), key)
    assert bool(found) is bool(key)


def test_a_stated_measure_names_itself() -> None:
    said = with_example({"kind": "stated", "measure": "trained", "unit": {"code": "person"}})
    assert measures.problems(said, "trained") == []
    assert measures.problems(said, "other") == ["A stated measure must name itself: “other”."]


def test_filters_must_mean_something_for_every_side() -> None:
    ratio = measures.Specification.parse(RATIO)
    asked = [
        measures.Condition.of(["employer", "in", ["foundation"]]),
        measures.Condition.of(["region", "exists"]),
    ]
    assert measures.filter_problems(ratio, asked) == [
        "“risk.stakeholder_engaged” has no “region”.",
        "“risk.stakeholder_required” has no “region”.",
    ]
    series = measures.Specification.parse({"kind": "indicator", "indicator": "x", "unit": {"code": "x"}})
    assert measures.filter_problems(series, asked[:1]) == [
        "This measure is read from an official series and takes no filter."
    ]
    assert measures.filter_problems(series, []) == []


def define(said: Mapping[str, Any], **more: Any) -> MeasureVersion:
    return actions.define_measure("partners", said, title=Words(en="Partners"), by="test", **more)


@pytest.mark.django_db
def test_a_new_version_is_made_only_when_something_changed() -> None:
    first = define(with_example(PARTNERS))
    assert define(with_example(PARTNERS)) == first
    second = define(with_example({**PARTNERS, "of": "region"}), reason="Regions matter.")
    assert (first.number, second.number, second.reason) == (1, 2, "Regions matter.")


@pytest.mark.django_db
def test_a_refused_definition_leaves_nothing() -> None:
    with pytest.raises(SpecificationRefused, match="no example"):
        define(PARTNERS)
    assert not MeasureVersion.objects.exists()


@pytest.mark.django_db
def test_a_name_is_not_used_for_something_else() -> None:
    define(with_example(PARTNERS))
    with pytest.raises(SpecificationRefused, match="This measure counts in “partner”"):
        define(with_example({**PARTNERS, "unit": {"code": "region"}, "of": "region"}))


@pytest.mark.django_db
def test_a_definition_is_tried_on_what_the_ledger_has(monkeypatch: pytest.MonkeyPatch) -> None:
    actions.state([Statement("partner.met", "museum", date(2020, 3, 1))], by="test")
    define(with_example(PARTNERS))
    monkeypatch.setattr(
        "thriving.evidence.measures.definition.evidence",
        lambda question, as_of: measures.evidence(question, as_of).exclude(subject="museum"),
    )
    with pytest.raises(SpecificationRefused, match="It counts 1 records, but the list behind it has 0"):
        define(with_example({**PARTNERS, "of": "subject", "direction": "maintain"}))
