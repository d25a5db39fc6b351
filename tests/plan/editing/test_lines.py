from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from thriving.kernel.words import Words
from thriving.plan.editing import lines
from thriving.plan.file import MemberPart, PointPart, StepPart
from thriving.plan.file.parts import Filters, Key
from thriving.plan.judgment.thresholds import Thresholds

STEP = StepPart(key=Key("charter"), title=Words(en="The charter", ar="الميثاق"), due_on=date(2020, 2, 15))


def test_a_step_is_a_line() -> None:
    assert lines.write_parts([STEP], "en") == "charter | The charter | 2020-02-15"


def test_texts_in_other_languages_stay_with_their_step() -> None:
    (step,) = lines.read_parts("charter | The rules | 2020-03-01", StepPart, "en", [STEP])
    assert step == StepPart(
        key=Key("charter"), title=Words(en="The rules", ar="الميثاق"), due_on=date(2020, 3, 1)
    )


def test_points_and_members_come_back_as_they_went() -> None:
    points = (PointPart(on=date(2019, 12, 31), value=Decimal("1.5")),)
    members = (MemberPart(key=Key("south-asia"), title=Words(en="South Asia")),)
    assert lines.read_parts(lines.write_parts(points, "en"), PointPart, "en", ()) == points
    assert lines.read_parts(lines.write_parts(members, "en"), MemberPart, "en", ()) == members


FILTERS = Filters(
    (("region", "in", ("a", "b")), ("region", "not_in_set", "beyond"), ("language", "missing", ()))
)


def test_filters_come_back_as_they_went() -> None:
    assert lines.read_filters(lines.write_filters(FILTERS)) == FILTERS


def test_thresholds_come_back_as_they_went() -> None:
    assert lines.read_thresholds(lines.write_thresholds(Thresholds())) == Thresholds()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("charter | 2020-02-15", "Line 1 has 2 parts between bars, not 3."),
        ("\ncharter | The charter | soon", "Line 2: “soon” is not a day such as 2020-04-15."),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        lines.read_parts(text, StepPart, "en", ())


def test_a_filter_needs_its_values() -> None:
    with pytest.raises(ValidationError, match="Line 1"):
        lines.read_filters("region | in")


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    for read in (lines.read_filters, lines.read_thresholds):
        with suppress(ValidationError):
            read(text)
