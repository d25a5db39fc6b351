"""What institutions and communities of a round answered together, by region: one query for all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.core.cache import cache as kept
from django.db.models import Max

from thriving.kernel import diary
from thriving.programs.needs.asked import questionnaire_of
from thriving.programs.needs.models import Round
from thriving.programs.needs.shipped import CONDITION, HELD, LACKING, NOW, SIZE, UNIT, URGENCY
from thriving.programs.needs.states import FINISHED
from thriving.programs.needs.vocabulary import PRIVATE
from thriving.questions.models import Question
from thriving.questions.protecting import FEWEST_IN_A_CELL
from thriving.questions.queries import questions_ever

KEPT_FOR = 60 * 60  # seconds
_REST = "*"  # no region has it as its key
COUNTED = ("one_of", "several_of", "yes_no")


def _counters() -> defaultdict[str, Counter[str]]:
    return defaultdict(Counter)


@dataclass
class Part:
    """What was answered in one region, or in all."""

    holders: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    counts: defaultdict[str, Counter[str]] = field(default_factory=_counters)  # by question, by answer
    answered: Counter[str] = field(default_factory=Counter)  # by question, how many holders
    sizes: defaultdict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))  # by unit
    is_withheld: bool = False  # what was answered; how many were assessed never is

    @property
    def urgent(self) -> int:
        return self.counts[URGENCY][NOW]

    @property
    def held(self) -> Counter[str]:
        return self.counts[HELD]

    @property
    def condition(self) -> Counter[str]:
        return self.counts[CONDITION]

    @property
    def lacking(self) -> Counter[str]:
        """By question of capacity, how many lack it."""
        found = {key: sum(self.counts[key][gap] for gap in gaps) for key, gaps in LACKING.items()}
        return Counter({key: number for key, number in found.items() if number})

    def add(self, kind: str, languages: list[str], answers: Mapping[str, Any], counted: set[str]) -> None:
        self.holders += 1
        self.kinds[kind] += 1
        self.languages.update(languages)
        for key in counted & answers.keys():
            said = answers[key]
            self.counts[key].update(said if isinstance(said, list) else [str(said)])
            self.answered[key] += 1
        if answers.get(SIZE) and answers.get(UNIT):
            self.sizes[answers[UNIT]] += Decimal(answers[SIZE])

    def join(self, other: Part) -> None:
        self.holders += other.holders
        self.kinds.update(other.kinds)
        self.join_answers(other)

    def join_answers(self, other: Part) -> None:
        self.languages.update(other.languages)
        self.answered.update(other.answered)
        for key, counts in other.counts.items():
            self.counts[key].update(counts)
        for unit, size in other.sizes.items():
            self.sizes[unit] += size

    def withheld(self) -> Part:
        return Part(self.holders, self.kinds, is_withheld=True)

    def as_json(self) -> dict[str, Any]:
        return {
            "is_withheld": self.is_withheld,
            "holders": self.holders,
            "kinds": dict(self.kinds),
            "languages": dict(self.languages),
            "answered": dict(self.answered),
            "counts": {key: dict(counts) for key, counts in self.counts.items()},
            "sizes": {unit: format(size, "f") for unit, size in self.sizes.items()},
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Part:
        part = cls(kept["holders"], Counter(kept["kinds"]), Counter(kept["languages"]))
        part.counts.update({key: Counter(counts) for key, counts in kept["counts"].items()})
        part.sizes.update({unit: Decimal(size) for unit, size in kept["sizes"].items()})
        part.answered.update(kept.get("answered", {}))
        part.is_withheld = kept.get("is_withheld", False)
        return part


@dataclass(frozen=True)
class Tally:
    regions: dict[str, Part]  # by key; "" is none that the scheme knows
    questions: list[Question]  # those whose answers are counted, in their order
    rest: Part = field(default_factory=Part)  # answers of regions that are withheld, together

    @property
    def whole(self) -> Part:
        found = Part()
        for part in self.regions.values():
            found.join(part)
        found.join_answers(self.rest)
        return found

    def told(self) -> Tally:
        """What everybody reads: no answers of so few holders that one of them could be found.

        Small regions are told of together if they are enough; else the whole leaves them out, for it would
        tell of them by what is left of it. Told again, it stays the same.
        """
        small = {key: part for key, part in self.regions.items() if _is_small(part)}
        together = Part()
        for part in small.values():
            together.join(part)
        shown = {key: part.withheld() if key in small else part for key, part in self.regions.items()}
        return Tally(shown, self.questions, self.rest if _is_small(together) else together)

    def as_json(self) -> dict[str, Any]:
        parts = {**self.regions, _REST: self.rest}
        return {key: part.as_json() for key, part in parts.items()}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any], questions: list[Question]) -> Tally:
        parts = {key: Part.from_json(each) for key, each in kept.items()}
        rest = parts.pop(_REST, Part())
        return cls(parts, questions, rest)


def _is_small(part: Part) -> bool:
    return part.holders < FEWEST_IN_A_CELL and not part.is_withheld


def tally(one: Round) -> Tally:
    """All of it, for the team; ``told`` is for everybody. After the answers were deleted, as it was then.

    Every sheet is read once, and not again before something is done in the round: there may be thousands.
    """
    questionnaire = questionnaire_of(one)
    asked = questions_ever(questionnaire) if questionnaire else []
    questions = [each for each in asked if each.in_totals and each.kind in COUNTED]
    if one.forgotten_at:
        return Tally.from_json(one.kept, questions)
    name = _edition(one, questions)
    if (known := kept.get(name)) is None:
        known = Tally(_counted(one, questions), questions).as_json()
        kept.set(name, known, KEPT_FOR)
    return Tally.from_json(known, questions)


def _edition(one: Round, questions: list[Question]) -> str:
    """Another after whatever is done in the round, for all of it is noted; and after a question is added."""
    told = (
        f"{diary.entries_about(one).aggregate(last=Max('number'))['last']} {[each.key for each in questions]}"
    )
    return f"needs.tally:{one.uid}:{sha256(told.encode()).hexdigest()}"


def _counted(one: Round, questions: list[Question]) -> dict[str, Part]:
    counted = {each.key for each in questions}
    regions: defaultdict[str, Part] = defaultdict(Part)
    rows = one.assessments.filter(state=FINISHED).exclude(holder__kind=PRIVATE)
    for region, kind, languages, answers in rows.values_list(
        "region", "holder__kind", "holder__languages", "answers"
    ):
        regions[region].add(kind, languages, answers, counted)
    return dict(regions)
