from __future__ import annotations

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as some

from thriving.kernel.words import Words, WordsField

PLAN = Words(en="Plan", ar="خطة", es="Plan de acción")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("ar", ("خطة", "ar")),
        ("es-MX", ("Plan de acción", "es")),
        ("fr", ("Plan", "en")),
    ],
)
def test_the_nearest_language_is_chosen(wanted: str, expected: tuple[str, str]) -> None:
    assert PLAN.best(wanted) == expected


def test_a_long_code_is_shortened_step_by_step() -> None:
    text = Words({"zh": "计划", "zh-Hant": "計劃", "en": "Plan"})
    assert text.best("zh-hant-tw") == ("計劃", "zh-Hant")
    assert text.best("zh-hans") == ("计划", "zh")


def test_any_language_is_better_than_none() -> None:
    assert Words(sw="Mpango", ar="خطة").best("fr") == ("خطة", "ar")
    assert Words(en="", ar="خطة").best("en") == ("خطة", "ar")
    assert Words().best("fr") == ("", "fr")


def test_the_active_language_reads_it() -> None:
    with override("ar"):
        assert f"{PLAN}" == "خطة"
    with override(None):
        assert f"{PLAN}" == "Plan"


def test_falling_back_is_told() -> None:
    assert PLAN.falls_back("fr")
    assert not PLAN.falls_back("es-mx")
    with override("ar"):
        assert not PLAN.falls_back()


codes = some.sampled_from(["en", "ar", "es", "pt-br", "pt", "zh-Hant"])


@given(texts=some.dictionaries(codes, some.text(max_size=5)), wanted=codes)
def test_what_is_chosen_is_there_and_never_empty_in_vain(texts: dict[str, str], wanted: str) -> None:
    text, code = Words(texts).best(wanted)
    if any(texts.values()):
        assert text == texts[code] != ""
    if texts.get(wanted):
        assert code == wanted


def test_a_column_gives_words_back() -> None:
    read = WordsField().from_db_value(json.dumps(PLAN), None, connection)
    assert (read, type(read)) == (PLAN, Words)


def test_an_empty_column_is_empty_words() -> None:
    assert WordsField().from_db_value(None, None, connection) == Words()
    assert (WordsField().to_python({"en": "Plan"}), WordsField().get_default()) == (Words(en="Plan"), Words())


def test_only_texts_are_words() -> None:
    field = WordsField()
    field.validate(PLAN, None)
    with pytest.raises(ValidationError, match="one text for each language"):
        field.validate(Words({"en": 3}), None)  # type: ignore[dict-item] # the mistake under test
