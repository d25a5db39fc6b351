"""Money: a decimal amount of one currency, exact to its smallest unit, and never a float.

Which currencies there are, and how small each one gets, CLDR knows. What is no amount of money (below
zero, too fine, without end, of two currencies) is refused with the sentence for whoever wrote it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from babel.core import get_global
from babel.numbers import get_currency_precision
from django.db import models
from django.utils.translation import gettext as _

LARGEST = Decimal(10) ** 12  # of any currency: beyond it somebody slipped on the keyboard
PLACES = 3  # digits after the point that are kept, whatever the currency: the most that a coin ever had
_NO_CURRENCIES = frozenset({"XXX", "XTS"})
_PLAIN = re.compile(r"(?P<whole>\d+)(?:(?P<point>[.,])(?P<part>\d+))?")
_GROUPED = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*)(?:(?!(?P=mark))[.,](?P<part>\d+))?"
)
_BETWEEN_THOUSANDS = re.compile(r"(?<=\d)[\s'’٬](?=\d{3}(?!\d))")
_OF_A_THOUSAND = 3  # digits in a group
_DIRECTIONS = "\u200e\u200f\u061c"  # marks that come along with a number copied out of Arabic


class MoneyRefused(ValueError):
    """It is no amount of money, or not one that goes with the other: the sentence says why."""


@dataclass(frozen=True)
class Money:
    """So much of one currency; nothing, but never less. ``currency`` is its ISO 4217 code."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        _require_currency(self.currency)
        _require_amount(self.amount, self.currency)

    def __str__(self) -> str:
        """For logs and tables: pages write it by `ui.cldr.money`."""
        return f"{self.amount:.{minor_digits(self.currency)}f} {self.currency}"

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other).amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other).amount, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other).amount

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same(other).amount

    def times(self, factor: Decimal, currency: str = "") -> Money:
        """A share of it, or what it is in another currency; half a smallest unit goes to the even one."""
        target = currency or self.currency
        return Money(rounded(self.amount * factor, target), target)

    def _same(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise MoneyRefused(
                _("%(one)s and %(other)s are two currencies: convert one by a dated rate first.")
                % {"one": self.currency, "other": other.currency}
            )
        return other


def total(amounts: Iterable[Money], currency: str) -> Money:
    return sum(amounts, Money(Decimal(0), currency))


def rounded(amount: Decimal, currency: str) -> Decimal:
    """To the smallest unit of the currency, for what comes out of a division or a rate."""
    return amount.quantize(Decimal(1).scaleb(-minor_digits(currency)), ROUND_HALF_EVEN)


@cache
def minor_digits(currency: str) -> int:
    """How many digits its smallest unit has after the point: 2 for USD, 0 for JPY, 3 for TND."""
    return min(get_currency_precision(currency), PLACES)


@cache
def currencies() -> tuple[str, ...]:
    """The codes of those that are paid with somewhere today."""
    return tuple(sorted(_codes(today_only=True)))


@cache
def known_currencies() -> frozenset[str]:
    """Those that were ever paid with: old grants are told of in them."""
    return frozenset(_codes(today_only=False))


def _codes(*, today_only: bool) -> set[str]:
    by_territory = get_global("territory_currencies").values()
    told = {each[0] for of in by_territory for each in of if each[3] and not (today_only and each[2])}
    return told - _NO_CURRENCIES


def typed(text: str, currency: str) -> Money:
    """What somebody wrote into a field or a cell, in the digits of any script; of "1,250" nobody knows."""
    _require_currency(currency)
    plain = _BETWEEN_THOUSANDS.sub("", western(text))
    if plain.removeprefix("-") != plain and (_PLAIN.fullmatch(plain[1:]) or _GROUPED.fullmatch(plain[1:])):
        raise MoneyRefused(_below_zero())
    found = _PLAIN.fullmatch(plain) or _GROUPED.fullmatch(plain)
    if found is None:
        raise MoneyRefused(_no_amount(text))
    if _is_ambiguous(found, currency):
        raise MoneyRefused(
            _("“%(text)s” can be read in two ways: write thousands without a mark between them.")
            % {"text": _shown(text)}
        )
    whole = re.sub(r"\D", "", found["whole"])
    return Money(Decimal(f"{whole}.{found['part'] or '0'}"), currency)


def western(text: str) -> str:
    """With the digits, the point and the minus that Python reads."""
    plain = "".join(_western_sign(sign) for sign in text.strip().strip(_DIRECTIONS))
    return plain.strip().replace("٫", ".").replace("−", "-")


def _western_sign(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    # A raised or circled digit is no digit of the amount: it came along with the mark of a footnote.
    return sign if sign.isnumeric() else unicodedata.normalize("NFKC", sign)


def _is_ambiguous(found: re.Match[str], currency: str) -> bool:
    """One mark with three digits after it is a thousand to some, and a part to others."""
    point = found.groupdict().get("point")
    if point is None or len(found["part"]) != _OF_A_THOUSAND or found["whole"].startswith("0"):
        return False
    return len(found["whole"]) <= _OF_A_THOUSAND and (point == "," or minor_digits(currency) < PLACES)


def _require_currency(currency: str) -> None:
    if currency not in known_currencies():
        raise MoneyRefused(
            _("“%(code)s” is no currency. Write its code of three letters, such as EUR.")
            % {"code": str(currency)[:40]}
        )


def _require_amount(amount: Decimal, currency: str) -> None:
    if not isinstance(amount, Decimal):
        raise TypeError("money is a Decimal: what a float holds is not what was written")
    if not amount.is_finite():
        raise MoneyRefused(_no_amount(str(amount)))
    if amount.is_signed() and amount:
        raise MoneyRefused(_below_zero())
    if amount >= LARGEST:
        raise MoneyRefused(_("That is more money than anybody grants. Check the digits."))
    if amount != rounded(amount, currency):
        raise MoneyRefused(_too_fine(currency))


def _no_amount(text: str) -> str:
    return _("“%(text)s” is no amount of money. Write it in digits, such as 1250.50.") % {
        "text": _shown(text)
    }


def _shown(text: str) -> str:
    """What was typed, without the signs that would turn the sentence around it."""
    return "".join(filter(str.isprintable, text)).strip()[:40]


def _below_zero() -> str:
    return _("An amount of money is never below zero.")


def _too_fine(currency: str) -> str:
    if not minor_digits(currency):
        return _("%(currency)s has no smaller unit: write a whole amount.") % {"currency": currency}
    return _("%(currency)s has %(digits)d digits after the point, no more.") % {
        "currency": currency,
        "digits": minor_digits(currency),
    }


if TYPE_CHECKING:
    _BigIntegerField = models.BigIntegerField[Any, Any]
else:
    _BigIntegerField = models.BigIntegerField  # it takes no types while Django runs


class AmountField(_BigIntegerField):
    """A column of an amount, in Python a ``Decimal``; its currency stands in a column beside it.

    Kept as whole thousandths. SQLite counts decimals as floats, and a sum of floats is no money; and CLDR may
    one day give a currency another smallest unit, which must not change what was paid.
    """

    _pyi_private_set_type: Any  # how the types of Django's fields say what may be written

    def get_prep_value(self, value: Any) -> int | None:
        if value is None or hasattr(value, "resolve_expression"):
            return value  # type: ignore[no-any-return] # an expression is the database's to count
        thousandths = Decimal(value).scaleb(PLACES)
        if thousandths != thousandths.to_integral_value():
            raise ValueError(f"{value} is finer than any currency")
        return int(thousandths)

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-PLACES)

    def to_python(self, value: Any) -> Decimal | None:
        return None if value is None else Decimal(value)

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))


def currency_column(**options: Any) -> models.CharField[str, str]:
    """An ISO 4217 code; which ones are taken, those who write rows ask `Money`."""
    return models.CharField(max_length=3, **options)
