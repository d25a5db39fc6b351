"""What came between two looks at one number: records that came late, were corrected or withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thriving.evidence.measures import AsOf, Question, evidence
from thriving.evidence.models import Fact
from thriving.evidence.wording import listed
from thriving.ui import cldr

AT_ONCE = 100  # parts in one query; SQLite takes 500
Name = tuple[str, str]  # kind and natural key


@dataclass(frozen=True)
class Difference:
    """Natural keys of the records by what became of them between two numbers of the ledger."""

    late: frozenset[Name]
    corrected: frozenset[Name]
    withdrawn: frozenset[Name]
    _facts: QuerySet[Fact]  # as they are known later, and the withdrawn ones as they were

    @property
    def is_empty(self) -> bool:
        return not (self.late or self.corrected or self.withdrawn)

    def facts(self) -> QuerySet[Fact]:
        return self._facts

    def in_words(self) -> str:
        """``5 late records, 1 corrected and 1 withdrawn``."""
        return listed(list(self._parts())) or _("no record changed")

    def _parts(self) -> Iterator[str]:
        for names, word in (
            (self.late, _late),
            (self.corrected, _corrected),
            (self.withdrawn, _withdrawn),
        ):
            if names:
                yield word(len(names)) % {"count": cldr.number(len(names))}


class Between(NamedTuple):
    """Two numbers of the ledger between which one question is looked at, of what had happened by ``on``."""

    question: Question
    on: date
    earlier: int
    later: int


def difference(question: Question, on: date, earlier: int, later: int) -> Difference:
    (only,) = differences([Between(question, on, earlier, later)])
    return only


def differences(asked: Sequence[Between]) -> list[Difference]:
    """All of them in one look at the ledger."""
    came, went = [_came(each) for each in asked], [_went(each) for each in asked]
    names = iter(_names([*came, *went]))
    entered, left = list(islice(names, len(asked))), list(names)
    return [_difference(*each) for each in zip(came, went, entered, left, strict=True)]


def _came(between: Between) -> QuerySet[Fact]:
    known = evidence(between.question, AsOf(between.on, between.later))
    return known.filter(number__gt=between.earlier)


def _went(between: Between) -> QuerySet[Fact]:
    known = evidence(between.question, AsOf(between.on, between.earlier))
    return known.filter(superseded_number__isnull=False, superseded_number__lte=between.later)


def _difference(
    came: QuerySet[Fact], went: QuerySet[Fact], entered: frozenset[Name], left: frozenset[Name]
) -> Difference:
    behind = Q(number__in=came.values("number")) | Q(number__in=went.values("number"))
    return Difference(
        late=entered - left,
        corrected=entered & left,
        withdrawn=left - entered,
        _facts=Fact.objects.filter(behind).order_by("-occurred_on", "-number"),
    )


def what_became_of(fact: Fact, difference: Difference) -> str:
    """The word beside a record in the list of a difference."""
    name = (fact.kind, fact.natural_key)
    if name in difference.late:
        return _("came late")
    if name in difference.withdrawn:
        return _("withdrawn")
    return _("before the correction") if fact.superseded_number else _("corrected")


def _names(parts: Sequence[QuerySet[Fact]]) -> list[frozenset[Name]]:
    """The names in each part, asked for in one query."""
    found: list[set[Name]] = [set() for _part in parts]
    marked = [_marked(place, facts) for place, facts in enumerate(parts)]
    for start in range(0, len(marked), AT_ONCE):
        first, *others = marked[start : start + AT_ONCE]
        for place, kind, natural_key in first.union(*others, all=True):
            found[place].add((kind, natural_key))
    return [frozenset(names) for names in found]


def _marked(place: int, facts: QuerySet[Fact]) -> QuerySet[Fact, tuple[Any, ...]]:
    return facts.order_by().annotate(place=Value(place)).values_list("place", "kind", "natural_key")


def _late(count: int) -> str:
    return ngettext("%(count)s late record", "%(count)s late records", count)


def _corrected(count: int) -> str:
    return ngettext("%(count)s corrected", "%(count)s corrected", count)


def _withdrawn(count: int) -> str:
    return ngettext("%(count)s withdrawn", "%(count)s withdrawn", count)
