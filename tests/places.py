"""Countries, regions and languages for tests: the product's own, or a few that a test makes up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from thriving.movement.actions.reference import take_over
from thriving.movement.models import Country, Language, Wiki
from thriving.movement.reference import comparing, shipped
from thriving.movement.reference.languages import language
from thriving.movement.reference.told import Reference, Scheme

DAY = date(2019, 7, 1)
WORLD = {"GH": "Sub-Saharan Africa", "NA": "Sub-Saharan Africa", "IN": "South Asia", "CA": "North America"}
ALPHA3 = {"GH": "GHA", "NA": "NAM", "IN": "IND", "CA": "CAN", "SY": "SYR", "CY": "CYP"}


def world() -> None:
    """All 250 countries, the three schemes and the languages of the wikis; search does not know them."""
    enter(shipped.read())


def few(members: Mapping[str, str] | None = None, *, on: date = DAY, protected: str = "") -> None:
    """A handful of countries, in the scheme "wikimedia" as ``members`` places them from that day on."""
    enter(told(members, protected), on=on)


def told(members: Mapping[str, str] | None = None, protected: str = "") -> Reference:
    placed = WORLD if members is None else members
    return Reference(
        source="a test",
        countries={code: Country(code=code, alpha3=ALPHA3[code], name=code) for code in {**WORLD, **placed}},
        protected=frozenset(protected.split()),
        schemes=(Scheme("wikimedia", "a test", placed),),
        languages={code: language(code, code) for code in ("en", "dag", "simple")},
    )


def enter(reference: Reference, *, on: date = DAY) -> None:
    take_over(reference, comparing.compare(reference), on)


def languages(*codes: str) -> list[Language]:
    """Beside those that other records of the test brought along."""
    return Language.objects.bulk_create([language(code, code) for code in codes], ignore_conflicts=True)


def wiki(code: str, spoken: str = "", *, project: str = "wikipedia", status: str = "open") -> Wiki:
    return Wiki.objects.create(
        code=code,
        domain=f"{code}.example",
        project=project,
        language=Language.objects.get(pk=spoken) if spoken else None,
        name=code.title(),
        status=status,
        visibility="public",
    )
