"""A protocol is one declaration to be read aloud: its steps and questions, who acts, by when, what it tells.

It stands on the parts of the kernel. What must never be otherwise (gates, separation of duties, money) is no
part of a declaration: it has tables with constraints, and actions, in the protocol's own package.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from thriving.evidence.kinds import kinds
from thriving.kernel import lifecycle
from thriving.kernel.lifecycle import Lifecycle
from thriving.kernel.registry import Registry
from thriving.movement.roles import roles

Words = str | Promise


@dataclass(frozen=True)
class Question:
    key: str
    words: Words


@dataclass(frozen=True)
class Clock:
    """From when one of ``starts`` is reached until one of ``ends``; ``depends``: on what, where it does."""

    key: str
    title: Words
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    within: timedelta | None = None
    depends: Words = ""

    @property
    def minutes(self) -> int:
        return int(self.within / timedelta(minutes=1)) if self.within else 0

    def due(self, since: datetime) -> datetime | None:
        """The moment by which it ends, in UTC; none where this clock alone does not say."""
        return since + self.within if self.within else None

    def is_late(self, since: datetime, now: datetime) -> bool:
        due = self.due(since)
        return due is not None and due < now


@dataclass(frozen=True)
class Protocol:
    """``states``: what each state of the lifecycle is called; ``page``: the URL name of where one begins."""

    key: str
    title: Words
    meaning: Words
    lifecycle: Lifecycle
    states: Mapping[str, Words]
    questions: tuple[Question, ...] = ()
    roles: tuple[str, ...] = ()
    clocks: tuple[Clock, ...] = ()
    facts: tuple[str, ...] = ()
    page: str = ""

    def __post_init__(self) -> None:
        if unnamed := self.lifecycle.states - set(self.states):
            raise ValueError(f"{self.key}: nothing says what {', '.join(sorted(unnamed))} is called")
        if unknown := _states_of(self.clocks) - self.lifecycle.states:
            raise ValueError(f"{self.key}: a clock knows a state that is none: {', '.join(sorted(unknown))}")
        for sort, keys in (("questions", self.questions), ("clocks", self.clocks)):
            if twice := [key for key, times in Counter(each.key for each in keys).items() if times > 1]:
                raise ValueError(f"{self.key}: two {sort} are called {', '.join(twice)}")

    @property
    def course(self) -> list[tuple[Words, list[Words]]]:
        """Each state, from the first one on, with what can follow it."""
        return [
            (self.states[state], [self.states[each] for each in _following(self.lifecycle, state)])
            for state in _in_order(self.lifecycle)
        ]

    def running(self, state: str) -> list[Clock]:
        """The clocks that run while something is in this state."""
        return [clock for clock in self.clocks if state in clock.starts]


protocols = Registry[Protocol]("protocol")


def declare(protocol: Protocol) -> Protocol:
    return protocols.add(protocol.key, protocol)


def troubles(protocol: Protocol) -> Iterator[str]:
    """What it names that nothing declares: looked for once all packages are there."""
    if protocol.lifecycle.subject not in lifecycle.declared:
        yield f"The protocol {protocol.key} follows a lifecycle that is not declared."
    if protocol.page and not _is_a_page(protocol.page):
        yield f"The protocol {protocol.key} begins on a page that there is not: {protocol.page}."
    for role in protocol.roles:
        if role not in roles:
            yield f"The protocol {protocol.key} names a role that there is not: {role}."
    for kind in protocol.facts:
        if kind not in kinds:
            yield f"The protocol {protocol.key} names a kind of fact that there is not: {kind}."


def _is_a_page(name: str) -> bool:
    """One that needs nothing but its name."""
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def _states_of(clocks: tuple[Clock, ...]) -> set[str]:
    return {state for clock in clocks for state in (*clock.starts, *clock.ends)}


def _following(process: Lifecycle, state: str) -> list[str]:
    return list(dict.fromkeys(move.target for move in process.open_from(state)))


def _in_order(process: Lifecycle) -> list[str]:
    """As one meets them, going through the moves from the start."""
    found = [process.start]
    for state in found:
        found += [each for each in _following(process, state) if each not in found]
    return found
