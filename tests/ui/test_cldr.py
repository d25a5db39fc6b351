from __future__ import annotations

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from thriving.ui import cldr

DAY = date(2020, 4, 15)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", ("1,234.5", "59%", "15 April 2020", "15 Apr 2020", "April 2020")),
        ("es", ("1.234,5", "59\u00a0%", "15 de abril de 2020", "15 abr 2020", "abril de 2020")),
        ("ar", ("1,234.5", "59%", "15 أبريل 2020", "15 أبريل 2020", "أبريل 2020")),
        ("unheard-of", ("1,234.5", "59%", "15 April 2020", "15 Apr 2020", "April 2020")),
    ],
)
def test_reader_s_language_writes(language: str, written: tuple[str, ...]) -> None:
    with override(language):
        told = (
            cldr.number(Decimal("1234.5")),
            cldr.percent(0.59),
            cldr.day(DAY),
            cldr.short_day(DAY),
            cldr.month(DAY),
        )
        assert tuple(text.replace("\u200e", "").replace("\u200f", "") for text in told) == written


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (88, None, "88"),
        (88, 2, "88.00"),
        (0.256, 2, "0.26"),
        (0.256, 0, "0"),
        (-7, None, "-7"),
        (10**20, None, "1E20"),
    ],
)
def test_number(value: float, decimals: int | None, written: str) -> None:
    assert cldr.number(value, decimals) == written


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_number_is_a_dash(value: float | Decimal) -> None:
    assert cldr.number(value) == cldr.percent(value) == "–"


def test_percent_with_decimals() -> None:
    with override("es"):
        assert cldr.percent(0.1234, 1) == "12,3\u00a0%"


def test_compact() -> None:
    assert [cldr.compact(value) for value in (0, 9_999, 12_500, 3_400_000)] == ["0", "9,999", "12.5K", "3.4M"]


def test_names() -> None:
    with override("es"):
        assert (cldr.language_name("ar"), cldr.country_name("gh")) == ("árabe", "Ghana")
    assert cldr.own_name("ar") == "العربية"
    assert (cldr.language_name("x-klingon"), cldr.country_name("QQQ")) == ("x-klingon", "QQQ")
    assert cldr.country_name("002") == "Africa"


@pytest.mark.parametrize("code", ["", "-", "x", "?", "a" * 200, "en_XX", "\x00"])
def test_a_code_that_cldr_does_not_know_stays_as_it_is(code: str) -> None:
    assert (cldr.language_name(code), cldr.own_name(code), cldr.country_name(code)) == (code, code, code)


def test_direction() -> None:
    assert [cldr.direction_of(code) for code in ("en", "ar", "he", "fa", "ur", "pt-br")] == [
        "ltr",
        *["rtl"] * 4,
        "ltr",
    ]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("als", ("gsw", "Alemannic", "Alemannisch", "Latn", "ltr")),
        ("simple", ("en-simple", "Simple English", "Simple English", "Latn", "ltr")),
        ("be-tarask", ("be-tarask", "Belarusian (Taraškievica)", "беларуская (тарашкевіца)", "Cyrl", "ltr")),
        ("no", ("nb", "Norwegian Bokmål", "norsk bokmål", "Latn", "ltr")),
        ("zh-classical", ("lzh", "Literary Chinese", "文言", "Hant", "ltr")),
        ("roa-rup", ("rup", "Aromanian", "armãneashti", "Latn", "ltr")),
        ("map-bms", ("jv-x-bms", "Banyumasan", "Basa Banyumasan", "Latn", "ltr")),
        ("azb", ("azb", "South Azerbaijani", "تۆرکجه", "Arab", "rtl")),
        ("dv", ("dv", "Divehi", "ދިވެހިބަސް", "Thaa", "rtl")),
        ("arc", ("arc", "Aramaic", "ܐܪܡܝܐ", "Syrc", "rtl")),
        ("mo", ("ro-Cyrl-MD", "Romanian (Moldova)", "молдовеняскэ", "Cyrl", "ltr")),
    ],
)
def test_languages_of_wikis(code: str, told: tuple[str, ...]) -> None:
    names = cldr.standard_code(code), cldr.language_name(code), cldr.own_name(code)
    assert (*names, cldr.script_of(code), cldr.direction_of(code)) == told


def test_name_of_a_script() -> None:
    with override("es"):
        assert (cldr.script_name("Thaa"), cldr.script_name("Zyyx")) == ("thaana", "Zyyx")


def test_time_zones_are_named_by_country_and_city() -> None:
    assert cldr.zone_name("Africa/Accra") == "Ghana (Accra)"
    assert cldr.zone_name("America/Argentina/Buenos_Aires") == "Argentina (Buenos Aires)"
    with override("ar"):
        assert cldr.zone_name("Asia/Tokyo") == "اليابان (طوكيو)"
    assert cldr.zone_name("UTC") == "UTC"


def test_every_time_zone_to_choose_can_be_lived_by() -> None:
    assert len(cldr.zones()) > 400
    assert all(ZoneInfo(zone) for zone in cldr.zones())


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "maps, sounds, films"), ("es", "maps, sounds y films")],
)
def test_a_list_is_told_as_the_reader_s_language_tells_it(language: str, told: str) -> None:
    with override(language):
        assert cldr.listed(["maps", "sounds", "films"]) == told


def test_a_list_in_arabic_has_no_latin_comma() -> None:
    with override("ar"):
        assert cldr.listed(["خرائط", "أصوات"]) == "خرائط وأصوات"
        assert "," not in cldr.listed(["خرائط", "أصوات", "أفلام"])


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("en", "Maps (2)", "Maps (2)"),
        ("en", "خرائط (2)", "\u2068خرائط (2)\u2069"),
        ("ar", "خرائط (2)", "خرائط (2)"),
        ("ar", "Maps (2)", "\u2068Maps (2)\u2069"),
        ("en", "Ma\u202eps\u2069", "Maps"),
        ("en", "", ""),
    ],
)
def test_words_that_would_turn_a_sentence_are_set_apart(language: str, words: str, told: str) -> None:
    with override(language):
        assert cldr.apart(words) == told
