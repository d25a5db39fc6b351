"""Protect the tables of a release, together with all that is linked to them; or refuse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from thriving.evidence.disclosure.context import Context
from thriving.evidence.disclosure.dimensions import Dimension
from thriving.evidence.disclosure.releases import Earlier, Exact, Release, Unknown
from thriving.evidence.disclosure.rules import Need, Rules
from thriving.evidence.disclosure.standing import Standing, standing
from thriving.evidence.disclosure.system import Contradiction, unknown
from thriving.evidence.disclosure.tables import PublishedTable, Table


class Why(StrEnum):
    """Why a table can't go out."""

    FEW_PEOPLE = "few_people"  # of too few people for any table
    UNSAFE = "unsafe"  # a small number could be computed, whatever else is hidden
    NOTHING_LEFT = "nothing_left"  # it could only go out with every cell hidden
    CONTRADICTION = "contradiction"  # what was counted does not fit together


@dataclass(frozen=True)
class Refused:
    """Nothing goes out. The caller may leave ``table`` out and ask again."""

    table: str
    why: Why
    detail: str = ""  # for whoever looks after the tables; may name a small cell, so never for a page


@dataclass(frozen=True)
class Protected:
    tables: tuple[PublishedTable, ...]  # in the order given
    needs: Mapping[Unknown, Need] = field(default_factory=dict)  # what the audit asked for, of all releases
    reissued: frozenset[str] = frozenset()  # stand as they were, because too few people came or went
    waiting: frozenset[str] = frozenset()  # new ones, which would show the few who came or went

    @property
    def fresh(self) -> tuple[PublishedTable, ...]:
        """Those that count people as they stand now: the next release is compared with these."""
        return tuple(table for table in self.tables if table.key not in self.reissued)


def protect(  # noqa: PLR0913 -- all that an attacker may know besides the tables
    tables: Sequence[Table],
    *,
    exact: Sequence[Exact] = (),
    earlier: Sequence[Earlier] = (),
    linking: Sequence[Dimension] = (),
    rules: Rules | None = None,
    secret: bytes = b"",
) -> Protected | Refused:
    """``tables`` as they may go out together after ``earlier`` releases, the oldest first.

    ``linking``: where two tables divide the same people in different ways, what is common to both.
    ``secret``, the same for all releases: nobody else can tell which cells would have been hidden had other
    numbers stood there. Without one anybody who has this code can.
    """
    context = Context(exact, earlier, linking, rules or Rules(), secret)
    least = context.rules.least_population
    if small := next((table for table in tables if table[table.total] < least), None):
        return Refused(small.key, Why.FEW_PEOPLE)
    try:
        stands = standing(tables, earlier, context.rules)
        fresh = [table for table in tables if table.key not in {*stands.again, *stands.waiting}]
        told = _told(fresh, context)
    except Contradiction as contradiction:
        return Refused(tables[0].key, Why.CONTRADICTION, str(contradiction))
    return told if isinstance(told, Refused) else _together(tables, told, stands)


def _told(fresh: Sequence[Table], context: Context) -> Protected | Refused:
    """The tables that count people as they stand now."""
    from thriving.evidence.disclosure.problem import problem, publish  # noqa: PLC0415 -- by scipy: most of a second
    from thriving.evidence.disclosure.search import Unprotectable  # noqa: PLC0415 -- the same

    if not fresh:
        return Protected(())
    number = len(context.earlier)
    try:
        asked = problem(fresh, context)
        hidden = asked.solve()
    except Unprotectable as unprotectable:
        return _unsafe(unprotectable.at, fresh, number)
    told = Protected(tuple(publish(number, table, hidden) for table in fresh), asked.needs)
    return _judged(told, fresh, context) or told


def _together(tables: Sequence[Table], told: Protected, stands: Standing) -> Protected:
    out = {**{table.key: table for table in told.tables}, **stands.again}
    shown = tuple(out[table.key] for table in tables if table.key in out)
    return Protected(shown, told.needs, frozenset(stands.again), frozenset(stands.waiting))


def _judged(told: Protected, fresh: Sequence[Table], context: Context) -> Refused | None:
    """The last word is the attacker's."""
    from thriving.evidence.disclosure.attack import audit  # noqa: PLC0415 -- the same

    releases = [*(each.release for each in context.earlier), Release(told.tables, tuple(context.exact))]
    if breaches := audit(releases, told.needs, linking=context.linking):
        return _unsafe(breaches[0].at, fresh, len(context.earlier))
    empty = next((each for each in told.tables if _says_nothing(each)), None)
    return Refused(empty.key, Why.NOTHING_LEFT) if empty else None


def _says_nothing(table: PublishedTable) -> bool:
    return all(cell in table.hidden | {table.total} | table.impossible for cell in table.cells())


def _unsafe(at: Unknown, fresh: Sequence[Table], number: int) -> Refused:
    """The table to blame: the first with that place, now or before."""
    with_it = (
        table
        for table in fresh
        if table.population == at.population
        and any(unknown(number, table, cell).place == at.place for cell in table.cells())
    )
    blamed = next(with_it, fresh[0])
    return Refused(blamed.key, Why.UNSAFE, str(at))
