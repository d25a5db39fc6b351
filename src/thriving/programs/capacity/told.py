"""A line of a growth path as pages tell it: levels in words, whether it counts, and why not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thriving.kernel.words import Words
from thriving.programs.capacity import catalog, growth
from thriving.programs.capacity.growth import Line, Verdict
from thriving.programs.capacity.models import Path, Serves
from thriving.programs.capacity.queries.heat import word_of

PLANS_ASK = (frozenset({str(Serves.STUDENTS)}), frozenset({growth.UNDERREPRESENTED}))


@dataclass(frozen=True)
class Told:
    """``before`` and ``after``: dots for the eye, and the word. ``note``: why growth does not count."""

    path: Path
    line: Line
    name: Words
    before: tuple[str, str]
    after: tuple[str, str]
    note: str

    @property
    def words(self) -> str:
        return str(self.line.words)

    @property
    def counts(self) -> bool:
        return self.line.verdict is Verdict.GREW and not self.note


def line(
    line: Line,
    path: Path,
    serves: Collection[str] = PLANS_ASK[0],
    standings: Collection[str] = PLANS_ASK[1],
) -> Told:
    version = path.before.version if path.before else None
    return Told(
        path,
        line,
        catalog.name_of(line.capacity, version),
        word_of(line.before),
        word_of(line.after),
        _note(line, path, serves, standings),
    )


def _note(line: Line, path: Path, serves: Collection[str], standings: Collection[str]) -> str:
    """Growth counts, and yet not where a plan asks for others."""
    if line.verdict is not Verdict.GREW:
        return ""
    if serves and growth.declared(path)["serves"] not in serves:
        return _("It did not serve students: a plan that asks for students does not count it.")
    if standings and growth.standing_of(path) not in standings:
        return _("Its languages are not underrepresented: a plan that asks for such does not count it.")
    return ""
