from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from thriving.evidence import actions, ledger, queries
from thriving.evidence.asked import Asked
from thriving.evidence.measures import (
    AsOf,
    Question,
    Specification,
    curves,
    evaluate,
    evidence,
    recount,
    series,
)
from thriving.evidence.statements import Statement
from thriving.kernel.words import Words

pytestmark = pytest.mark.django_db


def person(n: int) -> str:
    return f"{n:032x}"


SPEC = {
    "kind": "distinct",
    "fact": "leadership.engaged",
    "where": [["stage", "in", ["tested", "refined"]]],
    "unit": {"code": "person"},
    "privacy": {"k": 10, "cadence": "monthly"},
    "golden": {
        "on": "2020-01-31",
        "facts": [{"subject": "a", "occurred_on": "2020-01-31", "dimensions": {"stage": "tested"}}],
        "value": 1,
    },
}


def test_smoke(cast):
    made = actions.state(
        [
            Statement("leadership.engaged", person(n % 12), date(2020, 1, 1 + n % 12), dimensions={"stage": "tested"}, source=f"w{n % 3}")
            for n in range(24)
        ],
        by="tests",
    )
    assert made == actions.Stated(12, 0, 0)
    q = Question(Specification.parse(SPEC))
    as_of = AsOf(date(2020, 2, 1), ledger.position())
    assert evaluate(q, as_of).value == 12
    assert evaluate(q, as_of) == replace(recount(q, as_of), latest=None)
    assert evaluate(q, as_of).rows == len(evidence(q, as_of))
    assert series(q, as_of)[-1].value == 12
    for spec in [
        {"kind": "count", "fact": "leadership.engaged", "unit": {"code": "x"}},
        {"kind": "sum", "fact": "assessment.scored", "unit": {"code": "x"}},
        {"kind": "distinct", "of": "stage", "fact": "leadership.engaged", "unit": {"code": "x"}},
        {"kind": "coverage", "of": "stage", "fact": "leadership.engaged", "unit": {"code": "x"}},
        {"kind": "ratio", "numerator": {"fact": "risk.stakeholder_engaged"}, "denominator": {"fact": "risk.stakeholder_required"}, "unit": {"code": "x"}},
        {"kind": "change", "fact": "assessment.scored", "pair": "wave", "before": "before", "after": "after", "scale": [1, 5], "statistic": "mean_change", "unit": {"code": "x"}},
        {"kind": "stated", "measure": "abc", "unit": {"code": "x"}},
        {"kind": "indicator", "indicator": "abc", "unit": {"code": "x"}},
    ]:
        q2 = Question(Specification.parse(spec), members=("tested", "refined") if spec["kind"] == "coverage" else ())
        assert curves([q2], as_of)[0].reading == recount(q2, as_of), spec
        series(q2, as_of, "week")
        assert evaluate(q2, AsOf(as_of.on, 5)).value == recount(q2, AsOf(as_of.on, 5)).value, spec
    version = actions.define_measure("people", SPEC, title=Words(en="People"), by="tests")
    asked = Asked.of(version)
    release = actions.publish("p", [asked], on=date(2020, 2, 1), by="tests")
    (number,) = queries.numbers_for(cast.visitor, [asked])
    assert number.reading.value == Decimal(12)
    assert number.release == release
    (number,) = queries.numbers_for(cast.evaluator, [asked])
    assert number.live and number.reading.value == 12
    assert actions.retract("leadership.engaged", [f"w0|{person(0)}|tested"], by="tests", why="x") == 1
