from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from thriving.evidence.models import Visibility
from thriving.evidence.statements import Statement, problems

PERSON = "0123456789abcdef" * 2
A_DAY = date(2020, 3, 1)


def engaged(subject: str = PERSON, **more: Any) -> Statement:
    return Statement("leadership.engaged", subject, A_DAY, **more)


def fields(statement: Statement) -> list[str]:
    return [field for field, _sentence in problems(statement)]


def test_a_sound_statement_has_no_problem() -> None:
    assert (
        problems(engaged(dimensions={"stage": "tested", "region": "south-asia"}, source="workshop-1")) == []
    )


def test_an_unknown_kind_is_named() -> None:
    assert problems(Statement("no.kind", "a", A_DAY)) == [
        ("kind", "There is no kind of record called “no.kind”.")
    ]


@pytest.mark.parametrize("name", ["Ada Lovelace", "ada", "أحمد", "0123", PERSON.upper(), ""])
def test_a_person_is_never_named(name: str) -> None:
    assert fields(engaged(name)) == ["subject"]


@pytest.mark.parametrize("subject", ["two words", "a|b", "", "x" * 121])
def test_a_subject_is_a_code(subject: str) -> None:
    assert fields(Statement("experiment.finished", subject, A_DAY)) == ["subject"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("gender", "x"),
        ("stage", "finished"),
        ("region", "South Asia"),
        ("language", "Swahili!"),
        ("role", "she said that"),
        ("role", "=HYPERLINK(1)"),
        ("role", "<script>"),
    ],
)
def test_a_dimension_holds_no_free_text(name: str, value: str) -> None:
    assert fields(engaged(dimensions={name: value})) == [name]


def test_an_empty_dimension_is_not_stated() -> None:
    assert engaged(dimensions={"stage": "", "role": "organizer"}).stated == {"role": "organizer"}


@pytest.mark.parametrize("value", [None, "NaN", "Infinity", "1000000001", "0.0000001"])
def test_a_value_is_a_number_that_every_database_keeps(value: str | None) -> None:
    number = None if value is None else Decimal(value)
    assert fields(Statement("assessment.scored", PERSON, A_DAY, number)) == ["value"]


def test_a_kind_without_a_unit_takes_no_value() -> None:
    assert fields(engaged(value=Decimal(1))) == ["value"]


def test_the_natural_key_tells_apart_what_the_kind_says() -> None:
    tested, refined = (
        engaged(dimensions={"stage": stage, "role": "organizer"}, source="workshop-1")
        for stage in ("tested", "refined")
    )
    assert tested.natural_key == f"workshop-1|{PERSON}|tested"
    assert refined.natural_key == f"workshop-1|{PERSON}|refined"
    assert engaged(key="row-7").natural_key == "row-7"


def test_a_natural_key_must_fit() -> None:
    assert fields(engaged(key="k" * 401)) == ["source"]


def test_who_may_open_it_comes_from_the_kind_unless_said() -> None:
    assert engaged().content[-1] == Visibility.RESTRICTED
    assert engaged(visibility=Visibility.SEALED).content[-1] == Visibility.SEALED
