from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from thriving.kernel import access
from thriving.programs.partnerships.models import Clause, Finding, Partnership, Version
from thriving.programs.partnerships.states import SEALED, VERSION_DRAFT, VERSION_READY, VERSION_SIGNED


def versions_for(reader: Any, partnership: Partnership) -> QuerySet[Version]:
    return access.within(reader, "see_version", partnership.versions.select_related("partnership"))


def current(versions: Sequence[Version]) -> Version | None:
    """The agreement as it holds: the newest that is signed, and before the first is, the one ready for it."""
    for state in (VERSION_SIGNED, VERSION_READY):
        if found := [each for each in versions if each.state == state]:
            return max(found, key=lambda each: each.number)
    return None


def in_question(versions: Sequence[Version]) -> Version | None:
    """The one that a page of the partnership shows: as it holds, or else the draft, if the reader sees it."""
    drafts = (each for each in versions if each.state == VERSION_DRAFT)
    return current(versions) or next(drafts, None)


@dataclass(frozen=True)
class Bases:
    """Each clause with the findings on which it rests; what was withdrawn since carries nothing."""

    clauses: list[tuple[Clause, list[Finding], list[Finding]]]  # those that stand, those withdrawn since
    unused: list[Finding]  # that stand, and no clause names

    @property
    def resting_on_nothing(self) -> list[Clause]:
        return [clause for clause, standing, _gone in self.clauses if not standing]

    @property
    def resting(self) -> int:
        """How many clauses rest on a finding."""
        return len(self.clauses) - len(self.resting_on_nothing)


def findings_of(partnership: Partnership) -> QuerySet[Finding]:
    return Finding.objects.filter(stream__partnership=partnership).select_related("stream")


def bases_of(version: Version) -> Bases:
    """Three queries, however many clauses and findings there are."""
    clauses = [
        (clause, *_parted(list(clause.findings.all())))
        for clause in version.clauses.prefetch_related("findings__stream")
    ]
    used = {each.pk for _clause, standing, _gone in clauses for each in standing}
    unused = [
        each for each in findings_of(version.partnership).filter(withdrawn_at=None) if each.pk not in used
    ]
    return Bases(clauses, unused)


def named_findings(partnership: Partnership) -> Iterator[tuple[Finding, date]]:
    """The findings that stand and that the agreement names, each since the day it named it first."""
    versions = list(partnership.versions.filter(state__in=SEALED).order_by("number"))
    holding = current(versions)
    if holding is None:
        return
    standing = findings_of(partnership).filter(withdrawn_at=None)
    for finding in standing.filter(clauses__version=holding).distinct():
        naming = finding.clauses.filter(version__in=versions).values_list("version__ready_on", flat=True)
        yield finding, min(day for day in naming if day)


def _parted(findings: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    return [each for each in findings if each.stands], [each for each in findings if not each.stands]
