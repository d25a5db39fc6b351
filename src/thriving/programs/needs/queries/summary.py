"""What a round found, region by region, in words: who was asked, what they lack, and who is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from thriving.kernel import access
from thriving.movement.naming import region_name
from thriving.movement.queries.places import division
from thriving.movement.spelling import folded
from thriving.plan.standing.requirements import RequirementStanding
from thriving.programs.needs.models import Round
from thriving.programs.needs.queries.plan import Served, milestones_of, served_by, standing_of
from thriving.programs.needs.queries.tally import Part, Tally, tally
from thriving.programs.needs.shipped import LACKING, UNIT
from thriving.programs.needs.vocabulary import HERITAGE_DIGITIZATION
from thriving.programs.partnerships.models import Topic
from thriving.programs.partnerships.queries import Met, met_by_region
from thriving.questions.models import Question

FEW = 3  # of what is named most, in a table


@dataclass(frozen=True)
class Told:
    """One answer, and how many gave it."""

    words: str
    holders: int


@dataclass(frozen=True)
class InRegion:
    key: str
    name: str
    part: Part
    met: Sequence[Met]
    is_wanted: bool  # whether the round looks for holders there
    is_counted: bool  # whether the plan counts it
    questions: Mapping[str, Question]

    @property
    def most_held(self) -> list[Told]:
        return _told(self.questions.get("held"), self.part.held)[:FEW]

    @property
    def condition(self) -> list[Told]:
        return _told(self.questions.get("condition"), self.part.condition)

    @property
    def lacking(self) -> list[Told]:
        """What is lacking most first: by the words of the question, for the answers all say "none"."""
        said = self.part.lacking.most_common()
        return [Told(lacking_words(key), number) for key, number in said]

    @property
    def languages(self) -> list[str]:
        return [code for code, _times in self.part.languages.most_common()]

    @property
    def gap(self) -> str:
        """What is missing there, in a sentence; empty where nothing is, or nobody looks for it."""
        if not (self.is_wanted or self.is_counted):
            return ""
        sentences = {
            (False, False): _("%(region)s: no holder has been assessed, and no partner met."),
            (False, True): _("%(region)s: a partner was met, but no holder has been assessed."),
            (True, False): _("%(region)s: holders were assessed, but no partner met."),
        }
        sentence = sentences.get((bool(self.part.holders), bool(self.met)), "")
        return sentence % {"region": self.name} if sentence else ""


@dataclass(frozen=True)
class Summary:
    round: Round
    regions: Sequence[InRegion]
    tally: Tally
    served: Served | None
    standing: RequirementStanding | None  # the plan's own number, for who may read the plan
    is_for_team: bool

    @property
    def assessed(self) -> int:
        return self.whole.holders

    @cached_property
    def whole(self) -> Part:
        return self.tally.whole

    @property
    def is_withheld(self) -> bool:
        """Whether nobody outside the team reads what some region answered."""
        return any(part.is_withheld for part in self.tally.told().regions.values())

    @property
    def gaps(self) -> list[str]:
        return [each.gap for each in self.regions if each.gap]

    @property
    def counted_with_assessment(self) -> list[str]:
        return [each.name for each in self.regions if each.is_counted and each.part.holders]

    @property
    def counted_with_partner(self) -> list[str]:
        return [each.name for each in self.regions if each.is_counted and each.met]

    @cached_property
    def milestones(self) -> list[str]:
        return milestones_of(self.served) if self.served else []

    def region(self, key: str) -> InRegion | None:
        return next((each for each in self.regions if each.key == key), None)

    def answered(self, part: Part) -> Iterator[tuple[Question, int, list[Told]]]:
        """Each question, by how many holders it was answered, and what they said."""
        for question in self.tally.questions:
            if found := _told(question, part.counts[question.key]):
                yield question, part.answered[question.key], found

    def sizes(self, part: Part) -> list[tuple[str, Decimal]]:
        """By unit, in words."""
        unit = self._question(UNIT)
        named = _named(unit) if unit else {}
        return [(named.get(key, key), size) for key, size in sorted(part.sizes.items())]

    def _question(self, key: str) -> Question | None:
        return next((each for each in self.tally.questions if each.key == key), None)


def summary_of(one: Round, reader: Any) -> Summary:
    """A constant number of queries, however many holders answered. Its team reads it before it is told."""
    counted, served, is_team = tally(one), served_by(one), access.may(reader, "assess", one)
    if not is_team:
        counted = counted.told()
    met = met_by_region(reader, topic=_topic(one), since=one.begins_on, until=one.ends_on)
    regions = list(_regions(one, counted, met, served))
    standing = standing_of(served, reader) if served else None
    return Summary(one, regions, counted, served, standing, is_team)


def lacking_words(key: str) -> str:
    return {
        "people": _("Nobody to work on it"),
        "equipment": _("No equipment"),
        "connectivity": _("No good connection"),
        "storage": _("Nowhere to keep copies"),
        "money": _("No money"),
    }[key]


def names_of_regions(scheme: str) -> dict[str, str]:
    known = division(scheme)
    found = {key: region_name(key, words) for key, words in known.names.items()} if known else {}
    return dict(sorted(found.items(), key=lambda each: folded(each[1])))


def _regions(
    one: Round, counted: Tally, met: Mapping[str, Sequence[Met]], served: Served | None
) -> Iterator[InRegion]:
    """Those of the scheme that somebody looks for or that have anything, in the order of their names."""
    names = names_of_regions(one.scheme)
    questions = {each.key: each for each in counted.questions}
    for key in [*names, *(key for key in counted.regions if key not in names)]:
        found = InRegion(
            key,
            names.get(key) or _("In no region"),
            counted.regions.get(key, Part()),
            met.get(key, ()),
            key in one.regions,
            served.counts(key) if served else False,
            questions,
        )
        if found.is_wanted or found.is_counted or found.part.holders or found.met:
            yield found


def _topic(one: Round) -> str:
    return Topic.HERITAGE if one.need == HERITAGE_DIGITIZATION else ""


def _told(question: Question | None, counts: Counter[str]) -> list[Told]:
    """The most frequent first, each in the words of the newest version that has it."""
    named = _named(question) if question else {}
    return [Told(named.get(key, key), number) for key, number in counts.most_common() if number]


def _named(question: Question) -> dict[str, str]:
    if question.kind == "yes_no":
        return {"yes": _("Yes"), "no": _("No")}
    return {each.key: str(each.title) for each in question.options}


def capacities() -> list[str]:
    return list(LACKING)
