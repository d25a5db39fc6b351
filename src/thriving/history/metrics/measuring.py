"""A metric asked of a lake."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import Any, Protocol

import pyarrow as pa

from thriving.history.engines import choosing
from thriving.history.engines.engine import DEFAULT_MEMORY, Engine, Expression
from thriving.history.failures import HistoryError
from thriving.history.failures import NotKnown as NotKnown
from thriving.history.lake import Lake
from thriving.history.lake.manifest import EVERYWHERE, Manifest
from thriving.history.metrics.metric import Metric, named, of, registered, supplied_by, with_parameters
from thriving.history.metrics.notes import Notes, noted, notes_of, open_months
from thriving.history.metrics.opening import tables_of
from thriving.history.metrics.rows import Rows, shown, snapshots
from thriving.history.metrics.tables import Tables, computed_each_time

SHARING_PAYS_FROM = 10  # metrics: `bench/metrics` told
_WORDS = ("name", "title", "definition", "unit", "source", "limits")
PLAIN = {int, str, date}  # of parameters: the same value asks the same, which a table does not promise


@dataclass(frozen=True, repr=False)
class Answer(Rows):
    """``snapshots``: which state of each wiki the numbers are of. ``notes``: where they come from.

    ``known_until``: by wiki, the moment (ISO 8601, UTC) from which on nothing is in its snapshot.

    ``query`` writes the query down, which takes as long as asking it of a small lake: ``sql`` asks for that.
    """

    metric: Metric
    parameters: dict[str, Any]
    rows: pa.Table
    query: Callable[[], str]
    snapshots: Mapping[str, str] = field(default_factory=dict)
    notes: Notes = field(default_factory=dict)
    known_until: Mapping[str, str] = field(default_factory=dict)

    @property
    def told(self) -> Notes:
        """All that stands beside the numbers: the notes, and which months are not over."""
        return {**self.notes, **open_months(self.rows, self.known_until)}

    @property
    def about(self) -> dict[str, Any]:
        return {
            **{name: getattr(self.metric, name) for name in _WORDS},
            "grain": self.metric.grain.value,
            "parameters": self.parameters,
            "snapshots": dict(self.snapshots),
            "notes": noted(self.told),
        }

    @property
    def sql(self) -> str:
        return self.query()

    def __repr__(self) -> str:
        told = self.metric
        of_what = f"{told.title} ({told.unit}, by {told.grain.value})\n{told.definition}"
        beside = "\n".join([f"Snapshots: {snapshots(self.snapshots)}", *noted(self.told)])
        return f"{of_what}\n{beside}\n\n{shown(self.rows)}"


@dataclass(frozen=True)
class Measuring:
    """Many metrics of the same wikis in one session: what one of them keeps, the others find.

    Who asks the same again waits for the answer alone, and not for the question to be put into words.
    """

    lake: Lake
    wikis: Sequence[str]
    engine: Engine
    tables: Tables
    _asked: dict[Hashable, Expression] = field(default_factory=dict, init=False, repr=False)

    def measure(self, name: str, **given: Any) -> Answer:
        """Raises NotKnown, HistoryError."""
        asked = named(name)
        _refuse_unknown(self.manifest, asked, self.wikis)
        expression = self._expression(asked, given)
        return Answer(
            metric=asked,
            parameters=with_parameters(asked, given),
            rows=self.engine.rows(expression),
            query=partial(self.engine.sql, expression),
            snapshots=self.snapshots,
            notes=notes_of(self.manifest, self.wikis),
            known_until={wiki: self.manifest.wikis[wiki].known_until for wiki in self.wikis},
        )

    def _expression(self, asked: Metric, given: Mapping[str, Any]) -> Expression:
        if not {type(value) for value in given.values()} <= PLAIN:
            return of(self.tables, asked, given)
        question = (asked.name, *sorted(given.items()))
        if question not in self._asked:
            self._asked[question] = of(self.tables, asked, given)
        return self._asked[question]

    @cached_property
    def manifest(self) -> Manifest:
        """As it was when somebody first asked: a session does not change its mind."""
        return self.lake.manifest

    @property
    def snapshots(self) -> dict[str, str]:
        """By wiki."""
        return {wiki: self.manifest.wikis[wiki].snapshot for wiki in self.wikis}


class Placed(Protocol):
    """What stands for a lake and says where it is, as the one for notebooks does."""

    place: Lake


@contextmanager
def measuring(
    lake: Lake | Placed,
    *,
    wikis: Sequence[str] = (),
    engine: str = choosing.DUCKDB,
    memory: str = DEFAULT_MEMORY,
) -> Iterator[Measuring]:
    """Of these wikis (all of the lake's if none are named), by the engine of this name."""
    place = lake if isinstance(lake, Lake) else lake.place
    chosen = _wikis(place, wikis)
    with choosing.opened(engine, memory=memory, spill=place.spill) as open_engine:
        yield Measuring(place, chosen, open_engine, tables_of(place, chosen, open_engine))


def measure(
    lake: Lake | Placed,
    name: str,
    *,
    wikis: Sequence[str] = (),
    engine: str = choosing.DUCKDB,
    memory: str = DEFAULT_MEMORY,
    **given: Any,
) -> Answer:
    """The metric over the wikis (all of the lake's if none are named). Raises NotKnown, HistoryError."""
    named(name)  # before anything is opened
    with measuring(lake, wikis=wikis, engine=engine, memory=memory) as session:
        return _alone(session).measure(name, **given)


def measure_all(
    lake: Lake | Placed,
    names: Sequence[str] = (),
    *,
    wikis: Sequence[str] = (),
    engine: str = choosing.DUCKDB,
    memory: str = DEFAULT_MEMORY,
) -> dict[str, Answer | NotKnown]:
    """Each of these metrics (every one if none are named), by default parameters; or why it is not known."""
    with measuring(lake, wikis=wikis, engine=engine, memory=memory) as session:
        asked = names or list(registered())
        of_all = session if len(asked) >= SHARING_PAYS_FROM else _alone(session)
        return {name: _answer_or_why_not(of_all, name) for name in asked}


def _alone(session: Measuring) -> Measuring:
    """Kept for few questions, all columns would be computed, not those alone that the questions read."""
    return replace(session, tables=replace(session.tables, keep=computed_each_time))


def _answer_or_why_not(session: Measuring, name: str) -> Answer | NotKnown:
    try:
        return session.measure(name)
    except NotKnown as why:
        return why


def _wikis(lake: Lake, wikis: Sequence[str]) -> Sequence[str]:
    held = lake.manifest.wikis
    if not held and (wikis or not lake.manifest.beside):
        raise HistoryError(
            f"There is no lake in {lake} yet. To make one: thriving history ingest FILE --lake {lake}"
        )
    if absent := [wiki for wiki in wikis if wiki not in held]:
        raise HistoryError(f"The lake does not hold {absent[0]}. It holds: {', '.join(sorted(held))}.")
    return list(dict.fromkeys(wikis)) or sorted(held)  # one that is named twice would count twice


def _refuse_unknown(manifest: Manifest, asked: Metric, wikis: Sequence[str]) -> None:
    if absent := [wiki for wiki in asked.wikis if wiki not in wikis]:
        raise NotKnown(
            f"{asked.name} is not known without {absent[0]}, which has to be in the lake and among the "
            "wikis asked for."
        )
    for wiki in wikis or (EVERYWHERE,):
        if missing := asked.missing(manifest.columns_of(wiki)):
            raise NotKnown(
                f"{asked.name} is not known{'' if wiki == EVERYWHERE else f' for {wiki}'}: what was ingested "
                f"does not say {', '.join(missing)}. What does: {supplied_by(missing)}."
            )
