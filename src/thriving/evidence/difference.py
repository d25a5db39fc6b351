"""What came between two looks at one number: records that came late, were corrected or withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thriving.evidence.measures import AsOf, Question, evidence
from thriving.evidence.models import Fact
from thriving.evidence.wording import listed
from thriving.ui import cldr

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


def difference(question: Question, on: date, earlier: int, later: int) -> Difference:
    """Between what was known at two numbers of the ledger, of what had happened by ``on``."""
    now, then = evidence(question, AsOf(on, later)), evidence(question, AsOf(on, earlier))
    came = now.filter(number__gt=earlier)
    went = then.filter(superseded_number__isnull=False, superseded_number__lte=later)
    entered, left = _names(came), _names(went)
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


def _names(facts: QuerySet[Fact, Any]) -> frozenset[Name]:
    return frozenset(facts.order_by().values_list("kind", "natural_key"))


def _late(count: int) -> str:
    return ngettext("%(count)s late record", "%(count)s late records", count)


def _corrected(count: int) -> str:
    return ngettext("%(count)s corrected", "%(count)s corrected", count)


def _withdrawn(count: int) -> str:
    return ngettext("%(count)s withdrawn", "%(count)s withdrawn", count)
