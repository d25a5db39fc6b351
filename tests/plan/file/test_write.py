from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plan.file.example import EXAMPLE

from thriving.kernel.words import Words
from thriving.plan.file import check, read, write
from thriving.plan.file.parts import Specification
from thriving.plan.file.write import number

SHIPPED = (files("thriving.plan") / "data" / "thriving-movement-2019.toml").read_text(encoding="utf-8")
# Every character that TOML can hold; surrogates are no characters.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
FREE = st.recursive(
    st.booleans() | st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def test_the_shipped_plan_comes_back_byte_for_byte() -> None:
    assert write(read(SHIPPED)) == SHIPPED


def test_the_shipped_plan_is_sound() -> None:
    assert check(read(SHIPPED)) == []


def test_the_published_sentences_are_never_reworded() -> None:
    """The digest of the twelve sentences as they were announced, in their order."""
    sentences = "\n".join(each.sentence["en"] for each in read(SHIPPED).key_results)
    assert sha256(sentences.encode()).hexdigest() == (
        "ada1b533f6d382ea5dca5a877a6f1482391df7fc9982d8580a1f2502683e9213"
    )


def test_the_six_compound_key_results_are_compound() -> None:
    compound = [each.number for each in read(SHIPPED).key_results if len(each.requirements) > 1]
    assert compound == [3, 4, 7, 8, 9, 12]


def test_every_key_result_says_how_its_sentence_is_read_and_serves_an_outcome() -> None:
    for each in read(SHIPPED).key_results:
        assert each.reading
        assert each.owner
        assert each.links


def test_canonical_is_reached_in_one_step() -> None:
    once = write(read(EXAMPLE))
    assert read(once) == read(EXAMPLE)
    assert write(read(once)) == once


def test_thresholds_are_written_out_even_where_they_are_the_default() -> None:
    assert tomllib.loads(write(read(EXAMPLE)))["plan"]["rule"]["on_track_from"] == 0.9


@given(text=TEXT, language=st.sampled_from(["en", "ar", "zh-Hans"]))
def test_words_of_every_script_survive(text: str, language: str) -> None:
    plan = read(EXAMPLE)
    plan = replace(plan, plan=replace(plan.plan, title=Words({language: text})))
    assert read(write(plan)) == plan


@given(st.dictionaries(TEXT, FREE, max_size=5))
def test_free_tables_survive(free: dict[str, Any]) -> None:
    plan = read(EXAMPLE)
    measure = replace(plan.measures[0], specification=Specification(free))
    plan = replace(plan, measures=(measure, *plan.measures[1:]))
    assert read(write(plan)).measures[0].specification == free


@pytest.mark.parametrize(
    ("given_", "written"),
    [
        (Decimal("150.000000"), "150"),
        (Decimal("0.5"), "0.5"),
        (1e-7, "0.0000001"),
        (10, "10"),
        (-0.5, "-0.5"),
    ],
)
def test_numbers_are_plain(given_: float | Decimal, written: str) -> None:
    assert number(given_) == written
