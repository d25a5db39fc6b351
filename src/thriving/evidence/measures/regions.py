"""Regions that no record states: worked out from its country, by the scheme that a measure names.

The measure names a version too. It says how the world was divided up to it: each record falls where its own
day put its country. As versions never change, neither does what was counted by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Protocol, Self

from django.db.models import Case, Func, OuterRef, Q, QuerySet, Subquery, TextField, When
from django.db.models.expressions import Combinable
from django.db.models.lookups import In

from thriving.movement.models import CountryRegion, RegionScheme
from thriving.movement.queries import places

REGION, COUNTRY = "region", "country"
_SIGN = "@"  # stands in no dimension's name: "region@wikimedia/1"


class Regions(NamedTuple):
    """By which scheme, in which version."""

    scheme: str
    version: int

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Self:
        scheme, version = said["scheme"], said["version"]
        if not isinstance(scheme, str) or not isinstance(version, int) or len(said) != len(cls._fields):
            raise ValueError("regions name a scheme and a version, and nothing else")
        return cls(scheme, version)

    @classmethod
    def named(cls, name: str) -> Self | None:
        """What the name of a dimension says, if it is one that is worked out."""
        _region, sign, rest = name.partition(_SIGN)
        scheme, _slash, version = rest.rpartition("/")
        return cls(scheme, int(version)) if sign else None

    @property
    def name(self) -> str:
        """What the dimension is called where it is worked out; everybody else calls it "region"."""
        return f"{REGION}{_SIGN}{self.scheme}/{self.version}"

    def division(self) -> places.Division | None:
        return places.division(self.scheme, self.version)

    def column(self) -> Combinable:
        """The region of each fact, in SQL: no version need be read to count by it."""
        newest = self._in_version(self.version)
        earlier = [
            When(occurred_on__lt=Subquery(self._begins(version + 1)), then=self._in_version(version))
            for version in range(1, self.version)
        ]
        return Case(*earlier, default=newest, output_field=TextField()) if earlier else newest

    def lies_in(self, country: Combinable, regions: Iterable[str]) -> Q:
        """Whether it is in one of ``regions``. Where they never changed, their countries are read once."""
        if self.version > 1:
            return Q(In(self.column(), list(regions)))
        members = self._placed(1).filter(region__key__in=list(regions)).values("country")
        return Q(In(country, Subquery(members)))

    def _in_version(self, version: int) -> Subquery:
        country = Func(OuterRef("dimensions"), template=_COUNTRY, output_field=TextField())
        found = self._placed(version).filter(country=country)
        return Subquery(found.values("region__key")[:1], output_field=TextField())

    def _placed(self, version: int) -> QuerySet[CountryRegion]:
        return CountryRegion.objects.filter(scheme__key=self.scheme, scheme__version=version)

    def _begins(self, version: int) -> QuerySet[RegionScheme, Any]:
        return RegionScheme.objects.filter(key=self.scheme, version=version).values("begins_on")


_COUNTRY = f"(%(expressions)s ->> '{COUNTRY}')"


class Line(Protocol):
    """A fact, or a row of a file that may become one."""

    @property
    def kind(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def occurred_on(self) -> date: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def dimensions(self) -> Mapping[str, str]: ...
    @property
    def source(self) -> str: ...


@dataclass(frozen=True)
class Placed:
    """A record with the region that its country lay in on its day, worked out in plain Python."""

    kind: str
    subject: str
    occurred_on: date
    value: Decimal | None
    dimensions: Mapping[str, str]
    source: str


def placed(lines: Iterable[Line], regions: Regions) -> Iterator[Placed]:
    division = regions.division()
    for line in lines:
        country = line.dimensions.get(COUNTRY, "")
        region = division.region_of(country, line.occurred_on) if division else None
        dimensions = {**line.dimensions, regions.name: region or ""}
        yield Placed(line.kind, line.subject, line.occurred_on, line.value, dimensions, line.source)
