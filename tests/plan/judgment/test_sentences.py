from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from thriving.kernel.words import Words
from thriving.plan.judgment import sentences
from thriving.plan.judgment.calibration import Calibration, Confidence
from thriving.plan.judgment.expected import Period
from thriving.plan.judgment.forecast import Interval, Withheld
from thriving.plan.judgment.sentences import Figure
from thriving.plan.judgment.status import Because, Case, Judgment, LateStep
from thriving.plan.judgment.thresholds import Thresholds
from thriving.plan.states import Rule, Status

JUNE = date(2020, 6, 30)


def figure(**changes: Any) -> Figure:
    known = Figure(
        rule=Rule.AT_LEAST,
        value=Decimal(88),
        target=Decimal(150),
        planned=Decimal(112),
        counted=Words(en="organizers"),
    )
    return replace(known, **changes)


SHARE = {
    "share": True,
    "value": Decimal("0.64"),
    "target": Decimal("0.5"),
    "counted": Words(en="of them improved"),
}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "88 of at least 150 organizers"),
        ({"value": Decimal("1234567.0000")}, "1,234,567 of at least 150 organizers"),
        ({"rule": Rule.EXACTLY}, "88 of exactly 150 organizers"),
        ({"rule": Rule.AT_MOST}, "88 organizers (target: at most 150)"),
        ({"rule": Rule.HOLD}, "88 organizers (target: stay at 150 or better)"),
        ({"rule": Rule.DONE, "value": Decimal(3), "target": Decimal(6)}, "3 of 6 organizers"),
        (
            {"rule": Rule.K_OF_SET, "value": Decimal(2), "target": Decimal(4), "size": 6},
            "2 of at least 4 of 6 organizers",
        ),
        ({"rule": Rule.K_OF_SET, "value": Decimal(4), "target": Decimal(5), "size": 5}, "4 of 5 organizers"),
        ({"rule": Rule.ALL, "numerator": 88, "denominator": 91}, "88 of 91 organizers"),
        (SHARE, "64% of them improved (target: at least 50%)"),
        ({**SHARE, "value": None}, "No case yet"),
        ({"value": None}, "No case yet: organizers"),
        ({"value": None, "published": False}, "Not published yet: organizers"),
        ({"value": None, "too_few": True, "pairs": 6}, "Too few to say: 6 organizers"),
    ],
)
def test_numbers_in_words(changes: dict[str, Any], words: str) -> None:
    assert sentences.words(figure(**changes)) == words


def case(**changes: Any) -> Case:
    known = Case(
        on=date(2020, 3, 31),
        period=Period(date(2019, 7, 1), JUNE),
        rule=Rule.AT_LEAST,
        baseline=Decimal(0),
        target=Decimal(150),
        value=Decimal(88),
        expected=Decimal(112),
        lasting=True,
    )
    return replace(known, **changes)


TWO_LATE = (
    LateStep(Words(en="The charter"), date(2020, 2, 15)),
    LateStep(Words(en="The call"), date(2020, 3, 1)),
)


@pytest.mark.parametrize(
    ("because", "changes", "sentence"),
    [
        (Because.NOT_STARTED, {}, "The period begins on 1 July 2019."),
        (
            Because.UNPUBLISHED,
            {},
            "People are counted in public once a month, and no count has been published yet.",
        ),
        (Because.REACHED, {}, "Reached: 88 of at least 150 organizers."),
        (Because.NOT_REACHED, {}, "Not reached by 30 June 2020: 88 of at least 150 organizers."),
        (Because.LATE_STEP, {"late_steps": TWO_LATE[:1]}, "“The charter” was due on 15 February 2020."),
        (
            Because.LATE_STEP,
            {"late_steps": TWO_LATE},
            "“The charter” was due on 15 February 2020. 1 more step is late.",
        ),
        (Because.STALE, {}, "Nothing has been recorded since the period began on 1 July 2019."),
        (
            Because.STALE,
            {"latest": date(2020, 1, 31)},
            "Nothing new since 31 January 2020, though news is expected every 30 days.",
        ),
        (Because.EARLY, {"on": date(2019, 8, 1)}, "Only 8% of the time has passed."),
        (
            Because.FORECAST,
            {"forecast": Interval(121, 163, 13)},
            (
                "If the pace of the last 13 weeks holds: 121 to 163 by 30 June 2020."
                " 112 were planned by 31 March 2020."
            ),
        ),
        (Because.PACE, {}, "88 where 112 were planned by 31 March 2020."),
        (Because.NOTHING_DUE, {}, "Nothing was due by 31 March 2020."),
        (Because.HOLDING, {}, "The target is kept."),
        (Because.BREACHED, {}, "The target is not kept."),
    ],
)
def test_each_judgment_has_its_reason(because: Because, changes: dict[str, Any], sentence: str) -> None:
    judgment = Judgment(Status.AT_RISK, because)
    assert sentences.reason(case(**changes), judgment, figure(), "week") == sentence


@pytest.mark.parametrize(
    ("value", "expected", "planned", "sentence"),
    [
        (2, Decimal("2.49"), 2, "2 where 2.5 were planned by 31 March 2020."),
        (1, Decimal("1.4"), 1, "1 where 1.4 was planned by 31 March 2020."),
        (1, Decimal(2), 2, "1 where 2 were planned by 31 March 2020."),
    ],
)
def test_rounding_never_hides_what_is_missing(
    value: int, expected: Decimal, planned: int, sentence: str
) -> None:
    said = figure(value=Decimal(value), planned=Decimal(planned))
    judgment = Judgment(Status.AT_RISK, Because.PACE)
    assert sentences.reason(case(expected=expected), judgment, said, "week") == sentence


def test_every_line_of_the_rule_has_a_sentence() -> None:
    assert set(sentences.REASONS) == set(Because)


@pytest.mark.parametrize(
    ("found", "step", "sentence"),
    [
        (None, "week", ""),
        (Withheld.TOO_FEW, "week", "No forecast: too little has happened so far."),
        (Withheld.PACE_CHANGES, "month", "No forecast: the pace is changing."),
        (
            Interval(121, 163, 13),
            "week",
            "If the pace of the last 13 weeks holds: 121 to 163 by 30 June 2020.",
        ),
        (
            Interval(121, 163, 9),
            "month",
            "If the pace of the last 9 months holds: 121 to 163 by 30 June 2020.",
        ),
    ],
)
def test_a_forecast_is_an_interval_in_words_or_withheld(found: Any, step: str, sentence: str) -> None:
    assert sentences.forecast_words(found, figure(), step, JUNE) == sentence


@pytest.mark.parametrize(
    ("status", "confidence", "sentence"),
    [
        (Status.AT_RISK, 8, "The numbers say “At risk”, the team says 8 of 10: likely."),
        (Status.ON_TRACK, 2, "The numbers say “On track”, the team says 2 of 10: unlikely."),
        (Status.AT_RISK, 5, ""),
        (Status.ON_TRACK, 9, ""),
        (Status.NO_RECENT_DATA, 9, ""),
    ],
)
def test_a_disagreement_is_told_both_ways(status: Status, confidence: int, sentence: str) -> None:
    assert sentences.disagreement(status, confidence) == sentence


def test_numbers_and_days_are_written_as_the_reader_writes_them() -> None:
    with override("es"):
        said = sentences.words(figure(value=Decimal("12345.5"), decimals=1))
    assert said.startswith("12.345,5")


def test_the_rule_is_told_with_its_own_thresholds() -> None:
    lines = sentences.explain(Thresholds(on_track_from=Decimal("0.95"), stale_after=3))
    assert any("95%" in line for line in lines)
    assert any("3 times as long" in line for line in lines)
    assert all("%(" not in line for line in lines)


@pytest.mark.parametrize("band", Confidence)
def test_calibration_is_told(band: Confidence) -> None:
    assert sentences.calibration_words(Calibration(band, 4, 3)).endswith("4. Met: 3.")


def test_since_the_check_in() -> None:
    title = Words(en="People")
    assert sentences.since(figure(), title, "84") == "People: 84 then, 88 now."
    assert sentences.since(figure(), title, "88.000000") == "People: 88, as it was then."
    assert sentences.since(figure(), title, None) == "People: 88 now."
