"""Which members of a named set have somebody, and what is behind each gap: as of two dates, like the plan.

What counts is what the plan's measure counts. Beside it stand the records: who works there, who will begin,
who left, and what is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thriving.evidence.measures.conditions import holds
from thriving.evidence.queries import numbers_for
from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.naming import region_name
from thriving.plan.models import Requirement
from thriving.plan.slots import Seen
from thriving.plan.standing.asking import Sets, asked_of
from thriving.plan.standing.requirements import Member, stand
from thriving.plan.states import Rule
from thriving.programs.milestones.telling import told_late
from thriving.programs.positions.counting import asking
from thriving.programs.positions.facts import FILLED, told_days
from thriving.programs.positions.models import Holding, Opening, Position
from thriving.programs.positions.states import DRAFT

Told = Mapping[tuple[str, int, date], date]


@dataclass(frozen=True)
class Held:
    position: Position
    holding: Holding
    told_on: date | None  # that work had begun, as known then
    left_on: date | None  # the same

    @property
    def told_late(self) -> date | None:
        return told_late(self.holding.first_day, self.told_on)


@dataclass(frozen=True)
class OpenOne:
    position: Position
    opening: Opening
    days: int

    @property
    def told_late(self) -> date | None:
        return self.opening.told_late


@dataclass(frozen=True)
class Covered:
    """One member of the set. ``counted_on``: since when the plan counts it."""

    key: str
    title: Words | str
    counted_on: date | None
    at_work: tuple[Held, ...]
    promised: tuple[Held, ...]
    left: tuple[Held, ...]
    open: tuple[OpenOne, ...]

    @property
    def is_gap(self) -> bool:
        """Nobody is counted there, and nobody has promised to begin."""
        return self.counted_on is None and not self.promised

    @property
    def is_empty_again(self) -> bool:
        """Somebody was there, is counted as the plan reads it, and works there no longer."""
        return bool(self.counted_on and self.left and not self.at_work)


@dataclass(frozen=True)
class Coverage:
    plan: str
    key_result: str
    title: Words  # of the requirement
    words: str  # the value and its target in a phrase
    members: tuple[Covered, ...]

    @property
    def gaps(self) -> list[Covered]:
        return [each for each in self.members if each.is_gap]

    @property
    def covered(self) -> list[Covered]:
        return [each for each in self.members if not each.is_gap]


def counts_positions(seen: Seen) -> bool:
    """Whether the requirement asks for members of a set in which a position is filled."""
    it = seen.requirement.asked.question.specification
    return bool(seen.requirement.members) and it.kind == "coverage" and it.sides[0].fact == FILLED


def coverage_of(seen: Seen) -> Coverage:
    """Three queries, and one for when it was told that somebody is at work."""
    requirement, of = seen.requirement, seen.requirement.asked.question.specification.of
    fitting = [each for each in _positions() if _fits(seen, each)]
    here = {key: [one for one in fitting if dimensions_of(one)[of] == key] for key in asked_for(seen)}
    told = told_days(one for one in fitting if one.holdings.all())
    return Coverage(
        seen.plan,
        requirement.requirement.key_result.key,
        requirement.requirement.title,
        requirement.words,
        tuple(
            _covered(each, _title(of, each.key, each.title), here[each.key], told, seen)
            for each in requirement.members
        ),
    )


def _title(of: str, key: str, told: Words) -> Words | str:
    """A region as our translators call it; any other member as the plan does."""
    return region_name(key, told) if of == "region" else told


def asked_for(seen: Seen) -> list[str]:
    return [each.key for each in seen.requirement.members]


def dimensions_of(position: Position) -> Mapping[str, str]:
    """As the facts of its holdings tell it."""
    return {"role": position.role, "region": position.region}


@dataclass(frozen=True)
class _AsFact:
    subject: str
    source: str
    dimensions: Mapping[str, str]


def _positions() -> Iterable[Position]:
    return Position.objects.exclude(state=DRAFT).prefetch_related("openings", "holdings")


def _fits(seen: Seen, position: Position) -> bool:
    question = seen.requirement.asked.question
    conditions = (*question.specification.sides[0].where, *question.filters)
    return holds(conditions, _AsFact(position.key, f"position/{position.key}", dimensions_of(position)))


def _covered(
    member: Member, title: Words | str, positions: Sequence[Position], told: Told, seen: Seen
) -> Covered:
    held = [each for one in positions for each in _held(one, told, seen)]
    return Covered(
        member.key,
        title,
        member.reached_on,
        at_work=tuple(each for each in held if _is_at_work(each, seen.on)),
        promised=tuple(each for each in held if _is_promised(each, seen.on)),
        left=tuple(each for each in held if each.left_on),
        open=tuple(each for one in positions for each in _open(one, seen)),
    )


def _held(position: Position, told: Told, seen: Seen) -> Iterable[Held]:
    """What had been told of its holders by then, without what had been undone."""
    for each in position.holdings.all():
        ended = each.ended_at is not None and each.ended_at.date() <= seen.known_on
        if each.told_at.date() > seen.known_on or (ended and each.stage == Holding.Stage.UNDONE):
            continue
        left_on = each.last_day if ended and each.last_day and each.last_day <= seen.on else None
        told_on = told.get((position.key, each.number, each.first_day))
        known = told_on is not None and told_on <= seen.known_on
        yield Held(position, each, told_on if known else None, left_on)


def _is_promised(held: Held, on: date) -> bool:
    return held.left_on is None and (held.told_on is None or held.holding.first_day > on)


def _is_at_work(held: Held, on: date) -> bool:
    return held.left_on is None and not _is_promised(held, on)


def _open(position: Position, seen: Seen) -> Iterable[OpenOne]:
    for each in position.openings.all():
        told = each.told_at.date() <= seen.known_on and each.opened_on <= seen.on
        told_closed = each.ended_at is not None and each.ended_at.date() <= seen.known_on
        closed = told_closed and each.closed_on is not None and each.closed_on <= seen.on
        if told and not closed:
            yield OpenOne(position, each, each.days(seen.on))


def coverages() -> list[Coverage]:
    """Of every requirement of open plans that counts positions, as of today."""
    of_sets = (_seen(each, sets) for each, sets in asking() if each.rule == Rule.K_OF_SET)
    return [coverage_of(each) for each in of_sets if counts_positions(each)]


def _seen(requirement: Requirement, sets: Sets) -> Seen:
    plan, today = requirement.key_result.objective.priority.plan, clock.today()
    asked = asked_of(requirement, plan, sets)
    (number,) = numbers_for(None, [asked])
    return Seen(plan.key, stand(requirement, number, plan), today, today)
