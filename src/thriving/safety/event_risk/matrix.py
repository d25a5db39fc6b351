"""How great a risk is: looked up by how likely it is and how bad it would be, never computed as a mean.

Each domain has a table of its own: what could cost a life weighs more than what could cost money. A table
never changes: a better one is a new version, and each assessment keeps the version that it was made by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LOW, MODERATE, HIGH, EXTREME = 1, 2, 3, 4
STEPS = (1, 2, 3, 4, 5)  # of likelihood, and of consequence

Rows = tuple[tuple[int, int, int, int, int], ...]  # a row for each likelihood, a column for each consequence
Words = tuple[str | Promise, ...]


class Level(models.IntegerChoices):
    LOW = LOW, _("Low")
    MODERATE = MODERATE, _("Moderate")
    HIGH = HIGH, _("High")
    EXTREME = EXTREME, _("Extreme")


class Domain(models.TextChoices):
    LIFE_AND_LIBERTY = "life_and_liberty", _("Life and liberty")
    HEALTH = "health", _("Health")
    DIGITAL = "digital", _("Devices and accounts")
    LEGAL = "legal", _("Law")
    TRAVEL = "travel", _("Travel")
    REPUTATION = "reputation", _("Reputation")
    MONEY = "money", _("Money")


@dataclass(frozen=True)
class Table:
    rows: Rows
    consequences: Words  # what 1 to 5 mean in this domain

    def level(self, likelihood: int, consequence: int) -> int:
        if likelihood not in STEPS or consequence not in STEPS:
            raise ValueError("likelihood and consequence are whole numbers from 1 to 5")
        return self.rows[likelihood - 1][consequence - 1]


@dataclass(frozen=True)
class Matrix:
    version: int
    likelihoods: Words
    tables: Mapping[str, Table]  # by domain

    def level(self, domain: str, likelihood: int, consequence: int) -> int:
        return self.tables[domain].level(likelihood, consequence)


def greatest(levels: Iterable[int]) -> int:
    """Of several risks together: one that could kill is not made smaller by ten that could not."""
    return max(levels, default=LOW)


_PEOPLE: Rows = ((1, 1, 2, 3, 3), (1, 2, 2, 3, 4), (1, 2, 3, 4, 4), (2, 2, 3, 4, 4), (2, 3, 3, 4, 4))
_WORK: Rows = ((1, 1, 1, 2, 3), (1, 1, 2, 3, 3), (1, 2, 2, 3, 4), (1, 2, 3, 3, 4), (2, 2, 3, 4, 4))
_THINGS: Rows = ((1, 1, 1, 2, 2), (1, 1, 2, 2, 3), (1, 2, 2, 3, 3), (1, 2, 3, 3, 4), (2, 2, 3, 3, 4))

_FIRST = Matrix(
    version=1,
    likelihoods=(
        _("Hardly ever: we know of no case at anything like this"),
        _("Seldom: it has happened somewhere, not here"),
        _("Possible: it has happened here, or to people like us"),
        _("Likely: it happens at many such events"),
        _("Nearly certain: it will happen unless something changes"),
    ),
    tables=MappingProxyType(
        {
            Domain.LIFE_AND_LIBERTY: Table(
                _PEOPLE,
                (
                    _("Somebody is watched or asked questions"),
                    _("Somebody is threatened, or held for some hours"),
                    _("Somebody is hurt, or held overnight"),
                    _("Somebody is badly hurt, or held for weeks"),
                    _("Somebody dies, disappears or goes to prison"),
                ),
            ),
            Domain.HEALTH: Table(
                _PEOPLE,
                (
                    _("Somebody feels unwell for some hours"),
                    _("Somebody needs first aid"),
                    _("Somebody needs a doctor, or several fall ill"),
                    _("Somebody needs a hospital, or many fall ill"),
                    _("Somebody dies, or is harmed for life"),
                ),
            ),
            Domain.DIGITAL: Table(
                _WORK,
                (
                    _("A nuisance, such as unwanted letters"),
                    _("An account or a device is lost, and found again the same day"),
                    _("Somebody reads what was private to one person"),
                    _("Somebody learns who took part, or reads what was private to many"),
                    _("What was learned puts people in danger"),
                ),
            ),
            Domain.LEGAL: Table(
                _WORK,
                (
                    _("A question from an authority"),
                    _("A warning or a small fine"),
                    _("The event is forbidden, or a heavy fine"),
                    _("A lawsuit against organizers or the affiliate"),
                    _("Charges for which people are imprisoned, or the affiliate is dissolved"),
                ),
            ),
            Domain.TRAVEL: Table(
                _WORK,
                (
                    _("Somebody arrives late"),
                    _("Somebody cannot come"),
                    _("Somebody is stranded, or turned away at a border"),
                    _("Many are stranded, or somebody is held at a border"),
                    _("An accident, or nobody can leave safely"),
                ),
            ),
            Domain.REPUTATION: Table(
                _THINGS,
                (
                    _("Some people complain"),
                    _("A local story for a day"),
                    _("Partners ask questions, or a story goes around the country"),
                    _("Partners leave, or a story goes around the world"),
                    _("Nobody there trusts the movement for years"),
                ),
            ),
            Domain.MONEY: Table(
                _THINGS,
                (
                    _("Less than a twentieth of the budget is lost"),
                    _("Up to a fifth of the budget is lost"),
                    _("Up to half of the budget is lost"),
                    _("All of the budget is lost"),
                    _("More than the budget: somebody is liable for what they do not have"),
                ),
            ),
        }
    ),
)

MATRICES: Mapping[int, Matrix] = MappingProxyType({each.version: each for each in (_FIRST,)})
NEWEST = max(MATRICES)
