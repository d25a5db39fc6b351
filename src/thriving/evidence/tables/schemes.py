"""Into which categories people are put: fixed when a table is proposed, the same whoever takes part.

Categories that came from the data would tell by coming and going. How they may be put together, where too few
people stand in each, is fixed here as well, and public.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.evidence.kinds import NOT_STATED, Dimension, Type
from thriving.evidence.measures import Specification
from thriving.evidence.naming import value_title
from thriving.movement.models import RegionScheme
from thriving.movement.naming import WIKIMEDIA_REGIONS

OTHER = "other"  # of an open list: whatever it does not name
MOST_CATEGORIES = 30
OPEN_TYPES = frozenset({Type.KEY, Type.LANGUAGE})  # somebody must say which values are told apart
REGION_SCHEME = "wikimedia"
# Eight regions in four, by neighborhood: the only way in which they are ever put together.
REGIONS_TOGETHER: Mapping[str, str] = {
    "central-and-eastern-europe-and-central-asia": "europe-and-central-asia",
    "northern-and-western-europe": "europe-and-central-asia",
    "latin-america-and-caribbean": "americas",
    "north-america": "americas",
    "middle-east-and-north-africa": "africa-and-middle-east",
    "sub-saharan-africa": "africa-and-middle-east",
    "east-southeast-asia-and-pacific": "asia-and-pacific",
    "south-asia": "asia-and-pacific",
}
TOGETHER: dict[str, str | Promise] = {
    "africa-and-middle-east": _("Africa & the Middle East"),
    "americas": _("The Americas"),
    "asia-and-pacific": _("Asia & Pacific"),
    "europe-and-central-asia": _("Europe & Central Asia"),
    OTHER: _("others"),
}


@dataclass(frozen=True)
class Scheme:
    """The categories of one dimension, "not stated" last; ``parents`` where some are put together."""

    dimension: str
    name: str
    categories: tuple[str, ...]
    parents: Mapping[str, str] = field(default_factory=dict)  # finer category: the one here that it joins
    coarser: Scheme | None = None  # which puts some of these together, once and for all

    @property
    def key(self) -> str:
        """One name for one set of categories: "others" beside other values are other people."""
        listed = sha256("\n".join(self.categories).encode()).hexdigest()[:16]
        return f"{self.dimension}: {self.name}: {listed}"

    @property
    def levels(self) -> set[str]:
        """Its own set of categories, and the coarser one into which that folds."""
        return {self.key, *(self.coarser.levels if self.coarser else ())}

    def category_of(self, stated: str) -> str:
        """Where a record's value belongs, however fine it is."""
        here = self.parents.get(stated, stated)
        if here in self.categories:
            return here
        return OTHER if OTHER in self.categories else NOT_STATED

    def as_json(self) -> dict[str, Any]:
        coarser = {"coarser": self.coarser.as_json()} if self.coarser else {}
        said = {"scheme": self.name, "categories": list(self.categories), "parents": dict(self.parents)}
        return said | coarser

    @classmethod
    def from_json(cls, dimension: str, said: Mapping[str, Any]) -> Self:
        coarser = cls.from_json(dimension, said["coarser"]) if "coarser" in said else None
        return cls(dimension, said["scheme"], tuple(said["categories"]), dict(said["parents"]), coarser)


def scheme_of(it: Specification, name: str, values: Iterable[str] = (), *, coarser: bool = False) -> Scheme:
    """``values``: which ones are told apart, where the records' own words name no list.

    ``coarser``: with the categories put together that stand together in every coarser table.
    """
    dimension = dimension_of(it, name)
    if dimension.type is Type.REGION:
        return _regions(it, name, coarser=coarser)
    if kept_to := _asked_for(it, name):
        return Scheme(name, "values", kept_to)  # whoever is counted stands in one of them
    if dimension.values:
        return Scheme(name, "values", (*dimension.values, NOT_STATED))
    told_apart = (value for value in dict.fromkeys(values) if value not in {OTHER, NOT_STATED})
    return Scheme(name, "listed", (*told_apart, OTHER, NOT_STATED))


def is_open(it: Specification, name: str) -> bool:
    """Whether somebody must say which values a table tells apart."""
    return dimension_of(it, name).type in OPEN_TYPES and not _asked_for(it, name)


def dimension_of(it: Specification, name: str) -> Dimension:
    return it.dimension(name)


def category_title(dimension: str, category: str) -> str:
    return str(TOGETHER[category]) if category in TOGETHER else value_title(dimension, category)


def _asked_for(it: Specification, name: str) -> tuple[str, ...]:
    """The values to which the measure itself keeps."""
    conditions = (each for each in it.sides[0].where if each.dimension == name and each.operator == "in")
    return next((each.values for each in conditions), ())


def _regions(it: Specification, name: str, *, coarser: bool) -> Scheme:
    version, keys = _regions_of(it)
    parents = {key: REGIONS_TOGETHER.get(key, OTHER) for key in keys}
    together = Scheme(name, f"{version}, together", (*dict.fromkeys(parents.values()), NOT_STATED), parents)
    return together if coarser else Scheme(name, version, (*keys, NOT_STATED), coarser=together)


def _regions_of(it: Specification) -> tuple[str, tuple[str, ...]]:
    """The scheme and its regions: of the version that the measure names, or the movement's newest."""
    named = it.regions._asdict() if it.regions else {"scheme": REGION_SCHEME}
    asked = {"key" if name == "scheme" else name: value for name, value in named.items()}
    if scheme := RegionScheme.objects.filter(**asked).order_by("-version").first():
        return str(scheme), tuple(scheme.regions.order_by("key").values_list("key", flat=True))
    return f"{REGION_SCHEME}/1", tuple(WIKIMEDIA_REGIONS)  # of the product, where no reference is loaded
