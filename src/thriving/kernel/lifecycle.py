"""Declare a process as data: its states, its moves, what each move needs.

A list one can read aloud, checked when it is built. A move is saved by compare-and-set, so two people cannot
both decide; a refusal names every condition that is not met.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import CheckConstraint, Model, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thriving.kernel.registry import Registry

Sentence = str | Promise


class MoveRefused(Exception):
    """The record may not move: ``sentences`` say why, each for the reader's eyes."""

    def __init__(self, *sentences: Sentence) -> None:
        self.sentences = tuple(str(sentence) for sentence in sentences)
        super().__init__(" ".join(self.sentences))


@dataclass(frozen=True)
class Condition:
    """What must be true of a record before a move, and the sentence for when it is not."""

    holds: Callable[[Any], bool]
    sentence: Sentence


@dataclass(frozen=True)
class Move:
    name: str
    source: tuple[str, ...]
    target: str
    needs: tuple[Condition | str, ...] = ()  # a str names a field that must be filled
    title: Sentence = ""

    def refusals(self, record: Model) -> list[Sentence]:
        return [sentence for need in self.needs if (sentence := _unmet(need, record))]


@dataclass(frozen=True)
class Lifecycle:
    subject: str
    start: str
    moves: tuple[Move, ...]
    field: str = "state"

    def __post_init__(self) -> None:
        if twice := [name for name, times in Counter(move.name for move in self.moves).items() if times > 1]:
            raise ValueError(f"{self.subject}: two moves are named {', '.join(twice)}")
        if nowhere := [move.name for move in self.moves if not move.source]:
            raise ValueError(f"{self.subject}: {', '.join(nowhere)} starts from no state")
        if lost := self.states - self._reachable():
            raise ValueError(f"{self.subject}: there is no way to reach {', '.join(sorted(lost))}")

    @property
    def states(self) -> frozenset[str]:
        touched = (state for move in self.moves for state in (*move.source, move.target))
        return frozenset({self.start, *touched})

    @property
    def final(self) -> frozenset[str]:
        return self.states - {state for move in self.moves for state in move.source}

    def open_from(self, state: str) -> list[Move]:
        return [move for move in self.moves if state in move.source]

    def open_to(self, record: Model) -> list[Move]:
        """The moves that ``record`` could make this moment: its buttons."""
        return [move for move in self.open_from(getattr(record, self.field)) if not move.refusals(record)]

    def take(self, record: Model, name: str, **values: Any) -> Move:
        """Move ``record`` along and save its state together with ``values``, or change nothing at all."""
        move = self._open(record, name)
        if refusals := move.refusals(_draft(record, values)):
            raise MoveRefused(*refusals)
        values[self.field] = move.target
        self._compare_and_set(record, values)
        _put(record, values)
        return move

    def constraint(self, name: str) -> CheckConstraint:
        """The database's own promise that no other state is ever stored."""
        return CheckConstraint(condition=Q((f"{self.field}__in", sorted(self.states))), name=name)

    def mermaid(self) -> str:
        pairs = ((state, move) for move in self.moves for state in move.source)
        moves = [f"    {state} --> {move.target}: {move.name}" for state, move in pairs]
        ends = [f"    {state} --> [*]" for state in sorted(self.final)]
        return "\n".join(["stateDiagram-v2", f"    [*] --> {self.start}", *moves, *ends])

    def _open(self, record: Model, name: str) -> Move:
        move = next(move for move in self.moves if move.name == name)
        if getattr(record, self.field) not in move.source:
            raise MoveRefused(_not_open(record, self.field, move))
        return move

    def _compare_and_set(self, record: Model, values: dict[str, Any]) -> None:
        stored = type(record)._base_manager.using(record._state.db)
        unmoved = stored.filter(pk=record.pk, **{self.field: getattr(record, self.field)})
        if not unmoved.update(**values):
            raise MoveRefused(_("Somebody else was faster: this has changed since you opened it."))

    def _reachable(self) -> frozenset[str]:
        seen = frozenset({self.start})
        while new := {move.target for state in seen for move in self.open_from(state)} - seen:
            seen |= new
        return seen


declared = Registry[Lifecycle]("lifecycle")


def declare(lifecycle: Lifecycle) -> Lifecycle:
    """Have the documentation draw it and the tests of the whole walk it."""
    return declared.add(lifecycle.subject, lifecycle)


def _draft(record: Model, values: dict[str, Any]) -> Model:
    """The record as it would be, on a copy that shares nothing with it."""
    draft = type(record).__new__(type(record))
    draft.__dict__.update(record.__getstate__())
    _put(draft, values)
    return draft


def _put(record: Model, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(record, name, value)


def _unmet(need: Condition | str, record: Model) -> Sentence:
    if isinstance(need, Condition):
        return "" if need.holds(record) else need.sentence
    if getattr(record, need) not in (None, "", [], {}):
        return ""
    return _("“%(field)s” must be filled in first.") % {"field": _label(record, need)}


def _label(record: Model, field: str) -> str:
    return str(getattr(record._meta.get_field(field), "verbose_name", field))


def _not_open(record: Model, field: str, move: Move) -> str:
    state = getattr(record, f"get_{field}_display", lambda: getattr(record, field))()
    return _("“%(move)s” is not possible while this is “%(state)s”.") % {
        "move": move.title or move.name.replace("_", " "),
        "state": state,
    }
