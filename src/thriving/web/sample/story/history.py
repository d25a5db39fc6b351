"""When the lake is filled with a history that is made up, and measured."""

from __future__ import annotations

from datetime import date

from thriving.web.sample.deeds import Measured

# The dumps of a month come in the first days of the next.
MARCH = Measured(date(2020, 4, 6), until=date(2020, 4, 1))


def deeds() -> list[Measured]:
    return [MARCH]
