"""Values as a reader reads them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from babel.lists import format_list
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.evidence.measures.reading import Reading
from thriving.evidence.measures.specification import Specification
from thriving.ui import cldr

PERCENT = "percent"  # the unit of a share, whose value is a part of one


def value_words(value: Decimal | None, specification: Specification) -> str:
    """``88``, ``59%``, or that there is no case yet: 0 of 0 is neither 0 nor 100 percent."""
    return in_unit(value, specification.unit, specification.decimals)


def reading_words(reading: Reading, specification: Specification) -> str:
    """The same; of a part of some people that is withheld, that it is not told; of too few, that they are."""
    if reading.too_few:
        return _("too few to say")
    return _("not told") if reading.fewer_than else value_words(reading.value, specification)


NONE_MISSING: dict[str, str | Promise] = {  # by what the records are about
    "affiliate": gettext_lazy("No affiliate is missing."),
    "community": gettext_lazy("No community is missing."),
    "event": gettext_lazy("No event is missing."),
    "experiment": gettext_lazy("No experiment is missing."),
    "partner": gettext_lazy("No partner is missing."),
    "person": gettext_lazy("Nobody is missing."),
    "position": gettext_lazy("No position is missing."),
    "stakeholder": gettext_lazy("No stakeholder is missing."),
}


def none_missing(subject: str) -> str:
    """What is said of a share that is whole."""
    return str(NONE_MISSING.get(subject, _("None is missing.")))


def in_unit(value: Decimal | None, unit: str, decimals: int) -> str:
    if value is None:
        return _("no case yet")
    return cldr.percent(value, decimals) if unit == PERCENT else cldr.number(value, decimals)


def listed(things: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
    """``a, b and c`` or ``a, b or c``, as the reader's language lists."""
    return format_list(list(things), style=style, locale=cldr.current())
