"""What people did, asked of a lake: one scope, or several that may overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import ibis
import pyarrow as pa

from thriving.history.engines import choosing
from thriving.history.engines.engine import DEFAULT_MEMORY, Engine, Expression
from thriving.history.failures import HistoryError
from thriving.history.lake import Lake
from thriving.history.metrics.measuring import Measuring, measuring
from thriving.history.metrics.notes import Notes, noted, notes_of
from thriving.history.metrics.rows import Rows, shown, snapshots
from thriving.history.people import touched
from thriving.history.people.accounts import Person, found
from thriving.history.people.figures import DEFINITIONS
from thriving.history.people.scopes import ALL_TOGETHER, Scope
from thriving.history.people.standing import Standing, standing
from thriving.history.people.touched import MEMBERS, TOGETHER, WHOLES
from thriving.history.people.ways import Ways

NEEDING_ACCOUNTS = ("new_editors", "retained_new_editors")
NEEDING_TIME = ("retained_editors", "retained_new_editors")
BY_DEFAULT = Ways()
# Who edited in any of the scopes. Not known yet, or not at all: null.
WHO = pa.schema([("names", pa.list_(pa.string())), ("is_new", pa.bool_()), ("came_back", pa.bool_())])
ROWS = pa.schema(
    [
        ("scope", pa.string()),
        ("figure", pa.string()),
        ("value", pa.int64()),
        ("unit", pa.string()),
        ("known_from", pa.date32()),
        ("note", pa.string()),
    ]
)


@dataclass(frozen=True, repr=False)
class Contributions(Rows):
    """A row for each scope and figure: its value, or from when it will be known, or why it is not.

    ``who`` names everybody who edited, by the names that led to them: for whoever asked to count them on.
    """

    rows: pa.Table
    who: pa.Table
    scopes: tuple[Scope, ...]
    parameters: dict[str, Any]
    snapshots: Mapping[str, str]  # by wiki
    notes: Notes  # where the numbers come from
    missing: tuple[str, ...]  # names that no account has or had
    ambiguous: tuple[str, ...]  # names that nobody has today, and several people once had
    sql: str

    @property
    def about(self) -> dict[str, Any]:
        return {
            "definitions": {name: each.words for name, each in DEFINITIONS.items()},
            "scopes": [_windowed(scope) for scope in self.scopes],
            "parameters": self.parameters,
            "snapshots": dict(self.snapshots),
            "notes": noted(self.notes),
        }

    def value(self, figure: str, scope: str | None = None) -> int | None:
        """Of the scope with this title, or of all together; None where it is not known (yet)."""
        wanted = scope if scope is not None else self.rows["scope"][-1].as_py()
        for row in self.rows.to_pylist():
            if (row["scope"], row["figure"]) == (wanted, figure):
                value: int | None = row["value"]
                return value
        raise HistoryError(f"There is no figure {figure} of {wanted}. There are: {', '.join(DEFINITIONS)}.")

    def __repr__(self) -> str:
        beside = "\n".join([f"Snapshots: {snapshots(self.snapshots)}", *noted(self.notes)])
        return f"What people did\n{beside}\n\n{shown(self.rows)}"


def _windowed(scope: Scope) -> dict[str, Any]:
    """When it was; of whom stays with whoever asked."""
    return {"title": scope.title, "from": scope.begins, "until": scope.ends, "zone": scope.zone}


def did(
    lake: Lake,
    scope: Scope,
    *,
    ways: Ways = BY_DEFAULT,
    engine: str = choosing.DUCKDB,
    memory: str = DEFAULT_MEMORY,
) -> Contributions:
    """What the people of one scope did. Raises HistoryError."""
    with _session(lake, [scope], engine, memory) as session:
        return _contributions(session, (scope,), ways)


def did_together(
    lake: Lake,
    scopes: Iterable[Scope],
    *,
    ways: Ways = BY_DEFAULT,
    engine: str = choosing.DUCKDB,
    memory: str = DEFAULT_MEMORY,
) -> Contributions:
    """What the people of each scope did, of each whole, and all of them together, nothing counted twice."""
    asked = tuple(_titled(scope, place) for place, scope in enumerate(scopes, start=1))
    if not asked:
        raise HistoryError("There is no scope of people to ask about.")
    _refuse_namesakes(asked)
    with _session(lake, asked, engine, memory) as session:
        return _contributions(session, asked, ways)


def _titled(scope: Scope, place: int) -> Scope:
    return scope if scope.title else replace(scope, title=f"scope {place}")


def _refuse_namesakes(scopes: Sequence[Scope]) -> None:
    titles = [*(scope.title for scope in scopes), *_wholes(scopes)]
    for title in titles:
        if titles.count(title) > 1 or title == ALL_TOGETHER:
            raise HistoryError(f"Two scopes are called “{title}”: give each a title of its own.")


def _wholes(scopes: Iterable[Scope]) -> tuple[str, ...]:
    """The titles of what is told beside the scopes, each once."""
    return tuple(dict.fromkeys(whole for scope in scopes for whole in scope.within))


@contextmanager
def _session(lake: Lake, scopes: Sequence[Scope], engine: str, memory: str) -> Iterator[Measuring]:
    """Over the wikis of any scope; over all of the lake where one names none."""
    named = {wiki for scope in scopes for wiki in scope.wikis} if all(s.wikis for s in scopes) else set()
    with measuring(lake, wikis=sorted(named), engine=engine, memory=memory) as session:
        yield session


def _contributions(session: Measuring, scopes: tuple[Scope, ...], ways: Ways) -> Contributions:
    names = tuple(dict.fromkeys(name for scope in scopes for name in scope.names))
    whose = found(session.tables, names, session.engine.rows)
    members = pa.Table.from_pylist(list(_members(session, scopes, whose.people, ways)), MEMBERS)
    wholes = pa.Table.from_pylist(list(_placed(scopes)), WHOLES)
    counts, editors, sql = _counted(
        session.engine, touched.touched(session.tables, members, ways), ibis.memtable(wholes)
    )
    _count_people(counts, members, wholes)
    known = standing(session, scopes, ways)
    return Contributions(
        rows=pa.Table.from_pylist(list(_rows(session, scopes, counts, ways)), ROWS),
        who=pa.Table.from_pylist(list(_who(editors, whose.people, known)), WHO),
        scopes=scopes,
        parameters=asdict(ways),
        snapshots=session.snapshots,
        notes=notes_of(session.lake.manifest, session.wikis),
        missing=whose.missing,
        ambiguous=whose.ambiguous,
        sql=sql,
    )


def _members(
    session: Measuring, scopes: Sequence[Scope], people: Sequence[Person], ways: Ways
) -> Iterator[dict[str, Any]]:
    """A row for each scope and account in it."""
    for place, scope in enumerate(scopes):
        wikis, names = set(scope.wikis or session.wikis), set(scope.names)
        window = _window(scope, ways)
        for number, person in enumerate(people):
            if person.asked & names:
                is_new = person.is_new(_naive(scope.first - timedelta(days=ways.days_before)), window["ends"])
                for wiki, account in sorted(person.goes_by(wikis)):
                    yield {
                        "scope": place,
                        "of_wiki": wiki,
                        "account": account,
                        "person": number,
                        "is_new": is_new,
                        **window,
                    }


def _window(scope: Scope, ways: Ways) -> dict[str, datetime]:
    return {
        "begins": _naive(scope.first),
        "ends": _naive(scope.end),
        "returns": _naive(scope.end + timedelta(days=ways.days_after)),
    }


def _naive(moment: datetime) -> datetime:
    """The lake's moments are UTC and do not say so."""
    return moment.astimezone(UTC).replace(tzinfo=None)


Counts = dict[int, dict[str, int]]  # by scope, TOGETHER among them, and figure


def _placed(scopes: Sequence[Scope]) -> Iterator[dict[str, int]]:
    """Each scope in all of them together, and in the wholes that it is within."""
    wholes = _wholes(scopes)
    for place, scope in enumerate(scopes):
        yield {"part": place, "whole": TOGETHER}
        for whole in dict.fromkeys(scope.within):
            yield {"part": place, "whole": _place_of(wholes.index(whole))}


def _place_of(whole: int) -> int:
    return TOGETHER - 1 - whole


def _counted(
    engine: Engine, rows: Expression, wholes: Expression
) -> tuple[Counts, list[dict[str, Any]], str]:
    """The counts, who edited in any scope, and what was asked."""
    kept = engine.keep(rows, "what_people_did")
    counts: Counts = defaultdict(lambda: defaultdict(int))
    parts = [part(kept, wholes) for part in (touched.edits, touched.pages, touched.people)]
    for part in parts:
        for row in engine.rows(part).to_pylist():
            counts[row.pop("scope")].update({figure: int(value) for figure, value in row.items()})
    everybody = touched.editors(kept, wholes)
    editors = engine.rows(everybody.filter(everybody.scope == TOGETHER)).to_pylist()
    # The first shows what is kept; the others would show it again.
    return (
        counts,
        editors,
        "\n\n".join([engine.sql(parts[0]), *(engine.sql(part).rpartition(";\n\n")[2] for part in parts[1:])]),
    )


def _who(
    editors: Iterable[Mapping[str, Any]], people: Sequence[Person], known: Standing
) -> Iterator[dict[str, Any]]:
    for each in sorted(editors, key=lambda row: int(row["person"])):
        yield {
            "names": sorted(people[each["person"]].asked),
            "is_new": None if known.no_accounts else bool(each["is_new"]),
            "came_back": None if known.known_from else bool(each["came_back"]),
        }


def _count_people(counts: Counts, members: pa.Table, wholes: pa.Table) -> None:
    scopes, people = members["scope"].to_pylist(), members["person"].to_pylist()
    found: dict[int, set[int]] = defaultdict(set)
    for scope, person in zip(scopes, people, strict=True):
        found[scope].add(person)
    for row in wholes.to_pylist():
        found[row["whole"]] |= found.get(row["part"], set())
    for scope, whose in found.items():
        counts[scope]["people"] = len(whose)


def _rows(
    session: Measuring, scopes: Sequence[Scope], counts: Counts, ways: Ways
) -> Iterator[dict[str, Any]]:
    for place, scope in enumerate(scopes):
        yield from _told(scope.title, counts[place], standing(session, [scope], ways))
    for number, whole in enumerate(_wholes(scopes)):
        inside = [scope for scope in scopes if whole in scope.within]
        yield from _told(whole, counts[_place_of(number)], standing(session, inside, ways))
    if len(scopes) > 1:
        yield from _told(ALL_TOGETHER, counts[TOGETHER], standing(session, scopes, ways))


def _told(title: str, counts: Mapping[str, int], known: Standing) -> Iterator[dict[str, Any]]:
    for figure, definition in DEFINITIONS.items():
        bare = {"scope": title, "figure": figure, "unit": definition.unit, "value": None, "known_from": None}
        yield {**bare, **_figure(figure, counts.get(figure, 0), known)}


def _figure(figure: str, count: int, known: Standing) -> dict[str, Any]:
    """The value, or from when it will be known, or why it is not: never 0 for something else."""
    if figure in NEEDING_ACCOUNTS and known.no_accounts:
        return {"note": known.no_accounts}
    if figure in NEEDING_TIME and known.known_from:
        return {"known_from": known.known_from, "note": "the time to come back is still running"}
    if figure == "people":
        return {"value": count}
    if known.begins_on:
        return {"known_from": known.begins_on, "note": "the lake knows nothing of this window yet"}
    return {"value": count, "note": known.so_far or None}
