"""What grew by a path, and why something does not count. Everything from what was sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.programs.capacity import catalog, sealing
from thriving.programs.capacity.models import Assessment, Path
from thriving.programs.capacity.states import ABANDONED, CONFIRMED, PLANNED, RUNNING

UNDERREPRESENTED, REPRESENTED = "underrepresented", "represented"


class Verdict(StrEnum):
    GREW = "grew"
    SAME = "same"
    FELL = "fell"
    RUNNING = "running"
    OVERDUE = "overdue"
    UNCONFIRMED = "unconfirmed"
    NOT_COMPARABLE = "not_comparable"
    NOT_DECLARED = "not_declared"
    PLANNED = "planned"
    ABANDONED = "abandoned"


WORDS: Mapping[Verdict, Promise] = {
    Verdict.GREW: _("It grew, and counts."),
    Verdict.SAME: _("It stands where it stood before: it does not count."),
    Verdict.FELL: _("It is lower than before: it does not count."),
    Verdict.RUNNING: _("Assessed before only. It can count once the affiliate is assessed again."),
    Verdict.OVERDUE: _("Assessed before only, and the second assessment is late."),
    Verdict.UNCONFIRMED: _("The second assessment waits for somebody from outside to confirm it."),
    Verdict.NOT_COMPARABLE: _("The second assessment says nothing that can be compared with the first."),
    Verdict.NOT_DECLARED: _("It grew, but nobody had declared it before the program: it does not count."),
    Verdict.PLANNED: _("Planned. What is to grow is sealed on the day it starts."),
    Verdict.ABANDONED: _("Given up: it does not count."),
}


@dataclass(frozen=True)
class Line:
    """One capacity of one path."""

    capacity: str
    before: int | None
    after: int | None
    verdict: Verdict

    @property
    def words(self) -> str | Promise:
        return WORDS[self.verdict]


def declared(path: Path) -> Mapping[str, Any]:
    """What was sealed at the start; what is planned, until then."""
    if found := getattr(path, "declaration", None):
        return dict(found.declared)
    return {"capacities": path.capacities, "serves": path.serves, "languages": {}}


def lines(path: Path, today: date) -> Iterator[Line]:
    """What was declared, and then what grew without having been declared."""
    wanted = list(declared(path)["capacities"])
    for capacity in wanted:
        yield Line(capacity, *_levels(path, capacity), _verdict(path, capacity, today))
    if path.after and is_counted(path.after) and path.before:
        for capacity in sealing.levels_of(path.before):
            was, now = _levels(path, capacity)
            if capacity not in wanted and was is not None and now is not None and now > was:
                yield Line(capacity, was, now, Verdict.NOT_DECLARED)


def is_counted(assessment: Assessment | None) -> bool:
    """Nobody counts what they say of themselves: somebody from outside has confirmed it."""
    return assessment is not None and assessment.state == CONFIRMED


def level_before(path: Path, capacity: str) -> int | None:
    return _level(sealing.levels_of(path.before), capacity)


def level_after(path: Path, capacity: str) -> int | None:
    """By the list of the second assessment, where another name may stand for the same."""
    if path.before is None or path.after is None:
        return None
    later = catalog.replaced_by(capacity, path.before.version, path.after.version)
    return _level(sealing.levels_of(path.after), later)


def standing_of(path: Path) -> str:
    """Underrepresented where one declared language was so at the start and, at the end, was reached."""
    told = {each.language_id: each.reached for each in path.languages.all()}
    over = path.finished_on is not None
    under = (code for code, standing in declared(path)["languages"].items() if standing == UNDERREPRESENTED)
    return UNDERREPRESENTED if any(told.get(code) or not over for code in under) else REPRESENTED


def _verdict(path: Path, capacity: str, today: date) -> Verdict:
    if path.state in (PLANNED, ABANDONED):
        return Verdict(path.state)
    if path.state == RUNNING or path.after is None:
        return Verdict.OVERDUE if path.due_on < today else Verdict.RUNNING
    if not is_counted(path.after):
        return Verdict.UNCONFIRMED
    before, after = _levels(path, capacity)
    if before is None or after is None:
        return Verdict.NOT_COMPARABLE
    if after == before:
        return Verdict.SAME
    return Verdict.GREW if after > before else Verdict.FELL


def _levels(path: Path, capacity: str) -> tuple[int | None, int | None]:
    return level_before(path, capacity), level_after(path, capacity)


def _level(levels: sealing.Levels, capacity: str) -> int | None:
    return levels[capacity]["level"] if capacity in levels else None
