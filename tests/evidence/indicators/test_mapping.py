from __future__ import annotations

from pathlib import Path

import pytest

from thriving.evidence.indicators import Refused, read_mapping

SOURCE = '[source]\nname = "A publisher"\n'
SOUND = """
[[indicator]]
key = "a"
file = "f"
column = "c"
unit = "person"
title = {en="t"}
definition = {en="d"}
"""


def refused(tmp_path: Path, text: str) -> tuple[str, ...]:
    path = tmp_path / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_mapping(path)
    return refusal.value.sentences


def test_the_shipped_mapping_is_sound() -> None:
    assert len(read_mapping().indicators) == 15


def test_the_shipped_mapping_defines_each_indicator_in_every_language_of_its_titles() -> None:
    assert {tuple(sorted(each.title)) for each in read_mapping().indicators} == {("ar", "en", "es")}


def test_a_mapping_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    [sentence] = refused(tmp_path, "[[indicator")
    assert "is not TOML" in sentence


def test_a_mapping_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be opened"):
        read_mapping(tmp_path / "nothing.toml")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (SOURCE, "The mapping names no indicator."),
        (SOUND, "The mapping must say in [source] who publishes these figures."),
        (SOURCE + SOUND + SOUND, "The mapping names the indicator a twice."),
        (SOURCE + SOUND.replace('file = "f"\n', ""), "Indicator a of the mapping lacks “file”."),
        (
            SOURCE + SOUND.replace("person", "parsec"),
            "Indicator a: the unit “parsec” is not one of share, person, page, article, edit.",
        ),
        (
            SOURCE + SOUND + 'summary = "median"\n',
            "Indicator a: a year is a “mean” or a “sum” of its months.",
        ),
        (
            SOURCE + SOUND + 'numerator = "n"\n',
            "Indicator a: a numerator and a denominator only go together.",
        ),
    ],
)
def test_a_mapping_says_what_it_lacks(tmp_path: Path, text: str, sentence: str) -> None:
    assert refused(tmp_path, text) == (sentence,)
