"""Rolling counts for every day: as sums of who came into a window and who fell out of it.

A person's edits of a day change the windows of four days at most, however long these are. So the work grows
with the days on which people edit, not with windows times days, and what did not change has no row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ibis

from thriving.history.metrics.tables import Tables, month_of

Expression = Any  # Ibis has no types that mypy can read

PERSON = ("wiki_db", "user_name")
_NOTHING = ibis.literal(0, "int64")


@dataclass(frozen=True)
class Span:
    """From ``until`` days before a midnight to ``begin`` days before it, the end included.

    ``least``: with so many edits in it, or accounts made, one is counted.
    """

    begin: int
    until: int
    least: int
    of: str = "event_timestamp"
    with_first_moment: bool = True

    def steps(self, edits: Expression, number: int, all_: int) -> Expression:
        """How many come to the window, or leave it, at each midnight, in the column of this number."""
        moments = edits if self.of == "event_timestamp" else edits.select(*PERSON, self.of).distinct()
        midnight = moments[self.of].truncate("D")
        days = (
            moments.mutate(midnight=midnight, is_midnight=moments[self.of] == midnight)
            .group_by(*PERSON, "midnight", "is_midnight")
            .agg(many=ibis._.count())
        )
        steps = (self._step(days, is_midnight=which, comes=comes) for which, comes in _FOUR)
        columns = {f"window_{each}": ibis._.step if each == number else _NOTHING for each in range(all_)}
        return ibis.union(*steps).select(*PERSON, "at", **columns)

    def _step(self, days: Expression, *, is_midnight: bool, comes: bool) -> Expression:
        """What happens at midnight itself comes a day before the rest of its day, and may leave so, too."""
        those = days.filter(days.is_midnight == is_midnight)
        if comes:
            later = self.begin + (0 if is_midnight else 1)
        else:
            later = self.until + (0 if is_midnight and not self.with_first_moment else 1)
        step = those.many if comes else -those.many
        return those.select(*PERSON, at=those.midnight + ibis.interval(days=later), step=step)


_FOUR = ((True, True), (True, False), (False, True), (False, False))


def by_day(tables: Tables, edits: Expression, *spans: Span) -> Expression:
    """Who is in all of the spans at the end of each day; a day on which that does not change has no row."""
    steps = ibis.union(*(span.steps(edits, number, len(spans)) for number, span in enumerate(spans)))
    names = [f"window_{number}" for number in range(len(spans))]
    midnights = steps.group_by(*PERSON, "at").agg(**{name: steps[name].sum() for name in names})
    so_far = ibis.window(group_by=PERSON, order_by="at", following=0)
    held = midnights.select(*PERSON, "at", **{name: midnights[name].sum().over(so_far) for name in names})
    is_in = held[names[0]] >= spans[0].least
    for name, span in zip(names[1:], spans[1:], strict=True):
        is_in &= held[name] >= span.least
    return _counted(tables, held.select(*PERSON, "at", is_in=is_in.cast("int64")))


def _counted(tables: Tables, people: Expression) -> Expression:
    own = ibis.window(group_by=PERSON, order_by="at")
    changes = people.mutate(change=people.is_in - people.is_in.lag().over(own).fill_null(0))
    days = changes.group_by("wiki_db", "at").agg(change=changes.change.sum())
    of_wiki = ibis.window(group_by="wiki_db", order_by="at", following=0)
    counted = days.filter(days.change != 0).mutate(value=ibis._.change.sum().over(of_wiki))
    known = counted.join(tables.known, "wiki_db")
    day = known.at - ibis.interval(days=1)
    told = known.filter(known.at <= known.known_until)
    return told.select("wiki_db", month=month_of(day), day=day.date(), value="value").order_by(
        "wiki_db", "month", "day"
    )
