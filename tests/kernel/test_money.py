from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db.models import F
from django.utils.translation import override

from thriving.kernel.money import (
    AmountField,
    Money,
    MoneyRefused,
    currencies,
    known_currencies,
    minor_digits,
    rounded,
    total,
    typed,
)
from thriving.ui import cldr


def dollars(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1250.50", "1250.50"),
        ("1250,5", "1250.50"),
        ("1,250.50", "1250.50"),
        ("1.250,50", "1250.50"),
        ("12,345,678", "12345678"),
        (" 1 250,50 ", "1250.50"),
        ("1’250", "1250"),
        ("1 250 000.5", "1250000.50"),
        ("１２５０．５", "1250.50"),
        ("١٢٥٠٫٥", "1250.50"),
        ("١٬٢٥٠٫٥٠", "1250.50"),
        ("\u200f١٢٫٥٠\u200f", "12.50"),
        ("१२५०", "1250"),
        ("0", "0"),
    ],
)
def test_typed_reads_what_people_write(text: str, amount: str) -> None:
    assert typed(text, "USD") == dollars(amount)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("NaN", "is no amount of money"),
        ("Infinity", "is no amount of money"),
        ("1e400", "is no amount of money"),
        ("", "is no amount of money"),
        ("12 dollars", "is no amount of money"),
        ("12'50", "is no amount of money"),  # as Spanish hands write a part, and no thousand
        ("12 50", "is no amount of money"),
        ("1 2 3", "is no amount of money"),
        ("400²", "is no amount of money"),  # with the mark of a footnote
        ("①②", "is no amount of money"),
        ("\u202e05.21", "is no amount of money"),  # it looks like another one
        ("-0.01", "never below zero"),
        ("−1,000", "never below zero"),
        ("0.005", "2 digits after the point"),
        ("1,250", "can be read in two ways"),
        ("1.250", "can be read in two ways"),
        ("1000000000000", "more money than anybody grants"),
    ],
)
def test_13_what_is_no_amount_of_money_is_refused(text: str, said: str) -> None:
    with pytest.raises(MoneyRefused, match=said):
        typed(text, "USD")


def test_22_what_was_typed_turns_no_sentence() -> None:
    with pytest.raises(MoneyRefused) as refused:
        typed("\u202e05.21\u2066", "USD")
    assert str(refused.value).startswith("“05.21” is no amount")


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-0.01", "1e400", "0.005"])
def test_13_no_money_is_made_of_such_a_decimal(amount: str) -> None:
    with pytest.raises(MoneyRefused):
        dollars(amount)


def test_money_is_never_a_float() -> None:
    with pytest.raises(TypeError, match="Decimal"):
        Money(0.1, "USD")  # type: ignore[arg-type] # what is refused


@pytest.mark.parametrize(
    "together",
    [Money.__add__, Money.__sub__, Money.__lt__, Money.__le__, lambda one, other: total([one, other], "USD")],
)
def test_13_two_currencies_are_never_mixed(together: Callable[[Money, Money], object]) -> None:
    with pytest.raises(MoneyRefused, match=r"USD.*EUR|EUR.*USD"):
        together(dollars("1"), Money(Decimal(1), "EUR"))


def test_unknown_currency_is_refused() -> None:
    with pytest.raises(MoneyRefused, match="no currency"):
        typed("1", "usd")


def test_difference_below_zero_is_refused() -> None:
    with pytest.raises(MoneyRefused, match="below zero"):
        dollars("1") - dollars("1.01")


def test_currencies_have_their_smallest_units() -> None:
    assert [minor_digits(code) for code in ("JPY", "USD", "TND")] == [0, 2, 3]
    with pytest.raises(MoneyRefused, match="no smaller unit"):
        typed("1.5", "JPY")
    assert typed("1.250", "TND").amount == Decimal("1.25")


def test_sums_are_exact() -> None:
    assert total([dollars("0.10")] * 3, "USD") == dollars("0.30")


def test_half_a_cent_goes_to_the_even_one() -> None:
    assert [rounded(Decimal(each), "USD") for each in ("0.125", "0.135")] == [
        Decimal("0.12"),
        Decimal("0.14"),
    ]


def test_share_is_rounded_to_the_unit_of_its_currency() -> None:
    assert dollars("10").times(Decimal("151.337"), "JPY") == Money(Decimal(1513), "JPY")


@pytest.mark.parametrize("text", ["1.250", "12.500"])
def test_a_point_before_three_digits_is_a_part_where_the_smallest_unit_has_three(text: str) -> None:
    assert typed(text, "KWD") == Money(Decimal(text), "KWD")
    with pytest.raises(MoneyRefused, match="two ways"):
        typed(text.replace(".", ","), "KWD")


def test_only_what_is_paid_with_today_is_offered() -> None:
    assert "GHS" in currencies()
    assert "HRK" not in currencies()
    assert "HRK" in known_currencies()
    assert Money(Decimal(1), "HRK")


def test_reader_sees_it_as_their_language_writes_it() -> None:
    assert cldr.money(dollars("1250.5")) == "US$1,250.50"
    with override("es"):
        assert cldr.money(dollars("1250.5")) == "1.250,50\xa0US$"
    with override("ar"):
        assert "\u2068US$\u2069" in cldr.money(dollars("1250.5"))


def test_amounts_of_one_currency_have_an_order() -> None:
    less, more = Money(Decimal("0.99"), "USD"), Money(Decimal(1), "USD")
    assert (less < more, more < less, less < less) == (True, False, False)  # noqa: PLR0124 -- the edge
    assert (less <= more, more <= less, less <= less) == (True, False, True)  # noqa: PLR0124 -- the same


@pytest.mark.parametrize(
    ("amount", "kept"),
    [(Decimal("12.5"), 12_500), ("0.001", 1), (7, 7_000), (Decimal("-0.250"), -250), (None, None)],
)
def test_an_amount_is_kept_as_whole_thousandths(amount: object, kept: int | None) -> None:
    assert AmountField().get_prep_value(amount) == kept


@pytest.mark.parametrize("kept", [12_500, 1, 0, -250, 999_999_999_999_999])
def test_an_amount_comes_back_as_it_was_kept(kept: int) -> None:
    amount = AmountField().from_db_value(kept, None, None)
    assert isinstance(amount, Decimal)
    assert AmountField().get_prep_value(amount) == kept
    assert amount == Decimal(kept) / 1000


def test_no_amount_comes_back_as_none() -> None:
    field = AmountField(null=True)
    assert field.from_db_value(None, None, None) is None
    assert field.to_python(None) is None
    assert field.to_python("12.50") == Decimal("12.50")


def test_what_is_finer_than_any_currency_is_not_kept() -> None:
    with pytest.raises(ValueError, match=r"0\.0005 is finer than any currency"):
        AmountField().get_prep_value(Decimal("0.0005"))


def test_an_expression_is_the_databases_to_count() -> None:
    expression = F("budget") + 1
    assert AmountField().get_prep_value(expression) is expression
