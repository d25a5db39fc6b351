"""The accounts behind names: on each wiki, before and after renames, as one person wherever they are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import ibis
import pyarrow as pa

from thriving.history.metrics.tables import Tables

Expression = Any  # Ibis has no types that mypy can read
Run = Callable[[Expression], pa.Table]


@dataclass(frozen=True)
class Account:
    """``name`` and ``central`` as of the snapshot; ``before`` are the names that it had at any time."""

    wiki: str
    name: str
    before: frozenset[str]
    central: int | None
    made: datetime | None  # in UTC; None: before wikis recorded it, or not known
    by_system: bool


@dataclass(frozen=True)
class Person:
    """Somebody's accounts on the wikis asked, by whichever names; ``asked`` are the names that led here."""

    accounts: tuple[Account, ...]
    asked: frozenset[str]

    def goes_by(self, wikis: set[str]) -> set[tuple[str, str]]:
        """Wiki and today's name, for each account on one of these wikis."""
        return {(account.wiki, account.name) for account in self.accounts if account.wiki in wikis}

    def is_new(self, since: datetime, end: datetime) -> bool:
        """Made an account in [since, end), and has none that is older, or that a wiki gave them before.

        An account without a recorded time is older than the record; one that the system made belongs to
        somebody who had another wiki's.
        """
        made = [account.made for account in self.accounts]
        if any(moment is None or moment < since for moment in made):
            return False
        return any(not each.by_system and each.made is not None and each.made < end for each in self.accounts)


@dataclass(frozen=True)
class Found:
    people: tuple[Person, ...]
    missing: tuple[str, ...]  # names that no account has or had
    ambiguous: tuple[str, ...]  # that nobody has today, and several people once had


def found(tables: Tables, names: Sequence[str], run: Run) -> Found:
    """Whose the names are. Never a guess: what leads to nobody, or to several, is listed."""
    first = _accounts(run(_called(tables, names)))
    more = {each.name for each in first} - set(names)
    central = {each.central for each in first if each.central is not None}
    rest = _accounts(run(_related(tables, sorted(more), sorted(central)))) if more or central else []
    return _told_apart(names, [*first, *rest])


def _called(tables: Tables, names: Sequence[str]) -> Expression:
    """Accounts that have one of the names today, or had it."""
    given = ibis.memtable(pa.table({"given": pa.array(names, pa.string())}))
    edited, listed = _edited(tables), _listed(tables)
    return _once(
        edited.semi_join(given, edited.name == given.given),
        listed.semi_join(given, listed.name == given.given),
        listed.semi_join(given, listed.before == given.given),
    )


def _related(tables: Tables, names: Sequence[str], central: Sequence[int]) -> Expression:
    """The same people's accounts on other wikis, where they may be called otherwise."""
    called = ibis.memtable(pa.table({"given": pa.array(names, pa.string())}))
    numbers = ibis.memtable(pa.table({"number": pa.array(central, pa.int64())}))
    both = [_edited(tables), _listed(tables)]
    return _once(
        *(each.semi_join(called, each.name == called.given) for each in both),
        *(each.semi_join(numbers, each.central == numbers.number) for each in both),
    )


def _edited(tables: Tables) -> Expression:
    made = tables.revisions
    return made.select(
        "wiki_db",
        name=made.event_user_text,
        before=ibis.null("string"),
        central=made.event_user_central_id,
        made=ibis.least(made.event_user_creation_timestamp, made.event_user_registration_timestamp),
        by_system=made.event_user_is_created_by_system,
    )


def _listed(tables: Tables) -> Expression:
    events = tables.user_events
    return events.select(
        "wiki_db",
        name=events.user_text,
        before=events.user_text_historical,
        central=events.user_central_id,
        made=ibis.least(events.user_creation_timestamp, events.user_registration_timestamp),
        by_system=events.user_is_created_by_system,
    )


def _once(*parts: Expression) -> Expression:
    return (
        ibis.union(*parts)
        .group_by("wiki_db", "name", "before", "central")
        .agg(made=ibis._.made.min(), by_system=ibis._.by_system.any())
    )


def _accounts(rows: pa.Table) -> list[Account]:
    """One for each wiki and name, from whatever the wiki's events say of it."""
    told: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows.to_pylist():
        told[row["wiki_db"], row["name"]].append(row)
    return [_account(wiki, name, said) for (wiki, name), said in told.items()]


def _account(wiki: str, name: str, said: Sequence[dict[str, Any]]) -> Account:
    return Account(
        wiki=wiki,
        name=name,
        before=frozenset(row["before"] for row in said if row["before"] is not None),
        central=next((row["central"] for row in said if row["central"] is not None), None),
        made=min((row["made"] for row in said if row["made"] is not None), default=None),
        by_system=any(row["by_system"] for row in said),
    )


def _told_apart(names: Sequence[str], accounts: Sequence[Account]) -> Found:
    groups = _Groups()
    for account in accounts:
        groups.add(account)
    led = {name: groups.of(name) for name in names}
    asked: dict[str, set[str]] = defaultdict(set)
    for name, whose in led.items():
        if len(whose) == 1:
            asked[next(iter(whose))].add(name)
    members = groups.members()
    return Found(
        people=tuple(Person(tuple(members[who]), frozenset(by)) for who, by in asked.items()),
        missing=tuple(name for name, whose in led.items() if not whose),
        ambiguous=tuple(name for name, whose in led.items() if len(whose) > 1),
    )


class _Groups:
    """Accounts joined into people: by central id where it is known, and by today's name.

    A disjoint-set forest over names; an account's central id joins the names that it goes by.
    """

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._by_central: dict[int, str] = {}
        self._by_before: dict[str, set[str]] = defaultdict(set)
        self._accounts: list[Account] = []

    def add(self, account: Account) -> None:
        self._accounts.append(account)
        self._parent.setdefault(account.name, account.name)
        if account.central is not None:
            self._join(account.name, self._by_central.setdefault(account.central, account.name))
        for name in account.before:
            self._by_before[name].add(account.name)

    def of(self, name: str) -> set[str]:
        """Who has the name today; else everybody who once had it."""
        if name in self._parent:
            return {self._root(name)}
        return {self._root(each) for each in self._by_before[name]}

    def members(self) -> dict[str, list[Account]]:
        members: dict[str, list[Account]] = defaultdict(list)
        for account in self._accounts:
            members[self._root(account.name)].append(account)
        return members

    def _join(self, one: str, other: str) -> None:
        self._parent[self._root(one)] = self._root(other)

    def _root(self, name: str) -> str:
        while self._parent[name] != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name
