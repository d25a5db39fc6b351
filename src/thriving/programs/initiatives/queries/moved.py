"""What an initiative has moved, as far as is known: what it left, and the numbers that it serves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils.functional import Promise

from thriving.evidence.addresses import evidence_url
from thriving.evidence.asked import Asked
from thriving.evidence.definitions import latest_versions
from thriving.evidence.kinds import kinds
from thriving.evidence.models import Fact, Visibility
from thriving.evidence.queries import numbers_for
from thriving.kernel.words import Words
from thriving.plan.queries import plans_for, standing
from thriving.plan.standing.key_results import KeyResultStanding
from thriving.programs.initiatives.models import Initiative
from thriving.programs.initiatives.parts import address_of_key_result, code

DIMENSION = "initiative"  # by which records of other packages name it


@dataclass(frozen=True)
class Left:
    """How many records of one kind name the initiative."""

    meaning: str | Promise
    records: int

    @property
    def what(self) -> str:
        """What happened, to be followed by how often."""
        return str(self.meaning).rstrip(".。۔")


@dataclass(frozen=True)
class Summed:
    """What a measure tells of the initiative alone: people, or a sum that each record has rounded down."""

    title: Words
    value: Decimal
    at_least: bool
    address: str  # of the records behind it


@dataclass(frozen=True)
class Served:
    """A key result that it serves, and how that stands; what others did for it is in there too."""

    standing: KeyResultStanding
    address: str


def left_by(initiative: Initiative) -> list[Left]:
    """What everybody may read, by kind; records of people, or of sums, are counted by measures alone."""
    telling = [
        each.name
        for each in kinds.values()
        if DIMENSION in each.named
        and not (each.about_people or each.has_value)
        and each.visibility == Visibility.PUBLIC
    ]
    standing_now = Fact.objects.filter(kind__in=telling, superseded_number=None, visibility=Visibility.PUBLIC)
    mine = standing_now.filter(**{f"dimensions__{DIMENSION}": initiative.key})
    counted = mine.order_by("kind").values_list("kind").annotate(records=Count("number"))
    return [Left(kinds[kind].meaning, records) for kind, records in counted]


def summed_for(reader: Any, initiative: Initiative) -> list[Summed]:
    """The measures that tell of one initiative what no number of records does, where they tell anything."""
    mine = [(DIMENSION, "in", [initiative.key])]
    versions = [each for each in latest_versions() if DIMENSION in each.specification.get("breakdowns", ())]
    asked = [found for found in (Asked.of(each, mine) for each in versions) if _adds_up(found)]
    return [
        _summed(each.asked, each.reading.value) for each in numbers_for(reader, asked) if each.reading.value
    ]


def _summed(asked: Asked, value: Decimal) -> Summed:
    return Summed(asked.version.title, value, not asked.question.about_people, evidence_url(asked))


def _adds_up(asked: Asked) -> bool:
    specification = asked.question.specification
    return specification.kind == "sum" or specification.about_people


def served_by(reader: Any, codes: Iterable[str]) -> list[Served]:
    """How the key results stand, each "plan/key-result", as the plan's page tells it to this reader."""
    by_plan: defaultdict[str, list[str]] = defaultdict(list)
    for written in codes:
        key_of_plan, _slash, key = written.partition("/")
        by_plan[key_of_plan].append(key)
    found: list[Served] = []
    for plan in plans_for(reader).filter(key__in=by_plan):
        stands = standing(plan, reader)
        each = ((stands.by_key(key), key) for key in by_plan[plan.key])
        found += [Served(one, address_of_key_result(code(plan.key, key))) for one, key in each if one]
    return found
