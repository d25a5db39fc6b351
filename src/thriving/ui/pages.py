"""Pages of lists that may grow long: the first ones cost as much of a thousand rows as of a million."""

from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

AHEAD = 20  # pages behind the one that is read, as far as they are counted
FURTHEST = 100_000


class Pages(Paginator[Any]):
    """Of a query: counts no further than a reader may want to leaf, and fetches only the rows of a page.

    Beyond the page that is read, ``AHEAD`` pages are counted; ``is_cut``: there may be more of them. Which
    rows a page has is found by their keys alone, so that what comes before them is stepped over, not fetched.
    """

    _read = 1

    def get_page(self, number: Any) -> Page[Any]:
        """Pages are counted around this one."""
        self._read = _number(number)
        return super().get_page(self._read)

    def page(self, number: Any) -> Page[Any]:
        at = (self.validate_number(number) - 1) * self.per_page
        keys = list(self._rows.values_list("pk", flat=True)[at : at + self.per_page])
        return Page(self._rows.filter(pk__in=keys), int(number), self)

    @cached_property
    def count(self) -> int:
        # By their keys: what a list computes beside each row is not computed to count it.
        return self._rows.order_by().values("pk")[: self._furthest].count()

    @property
    def _rows(self) -> QuerySet[Any]:
        return cast("QuerySet[Any]", self.object_list)

    @property
    def is_cut(self) -> bool:
        return self.count >= self._furthest

    @property
    def _furthest(self) -> int:
        return (self._read + AHEAD) * self.per_page


def _number(asked: Any) -> int:
    """What cannot be a page is the first one, as for every list."""
    try:
        return min(max(int(asked), 1), FURTHEST)
    except (TypeError, ValueError):
        return 1
