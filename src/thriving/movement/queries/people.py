"""What people tell of themselves, each line for those whom they let see it.

Pages, lists, search, twins and exports ask here and nowhere else. Whom one may not see is not there.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from thriving.kernel import access
from thriving.movement.models import Person


def visible(reader: Any) -> QuerySet[Person]:
    """The people whose name ``reader`` may see."""
    return access.within(reader, "see_person", Person.objects.all())


def names(reader: Any, keys: Collection[str]) -> dict[str, str]:
    """By key, the names that ``reader`` may see of these people; the others are not among them."""
    found = visible(reader).filter(key__in=keys)
    return {each.key: str(each) for each in found.only("key", "name", "username")}
