"""A lower package waits for a higher one: it publishes a gate, and the higher one fills its conditions.

A gate is closed unless every condition says yes. One that nobody fills, that fails, or that answers with
anything but yes keeps it closed and says so.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thriving.kernel.registry import Registry

Sentence = str | Promise

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Unmet:
    """One thing that is missing, whose it is to bring, and the page where they do."""

    sentence: Sentence
    whose: Sentence = ""
    address: str = ""


# Answers True, or what is missing: a sentence, or each thing with whose it is. None, from a forgotten
# return, is not a yes, and neither is an empty list.
Check = Callable[[Any], bool | Sentence | Unmet | Sequence[Unmet]]


@dataclass(frozen=True)
class Answer:
    """Whether the gate lets a record through; if not, each thing that holds it."""

    open: bool
    unmet: tuple[Unmet, ...]

    @property
    def refusals(self) -> tuple[str, ...]:
        return tuple(str(each.sentence) for each in self.unmet)


@dataclass(frozen=True)
class Gate:
    name: str
    conditions: Mapping[str, Sentence]  # what each one is called in front of a reader
    _checks: dict[str, Check] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        if not self.conditions:
            raise ValueError(f"the gate {self.name} has no condition: it would hold nothing back")

    def fill(self, condition: str, check: Check) -> None:
        if condition not in self.conditions:
            raise KeyError(f"the gate {self.name} has no condition {condition}")
        if condition in self._checks:
            raise ValueError(f"the condition {condition} of the gate {self.name} is filled twice")
        self._checks[condition] = check

    def unfilled(self) -> list[str]:
        return [condition for condition in self.conditions if condition not in self._checks]

    def ask(self, record: Any) -> Answer:
        """Ask again inside the transaction that relies on the answer: it may have changed since."""
        unmet = tuple(each for condition in self.conditions for each in self._unmet(condition, record))
        return Answer(open=not unmet, unmet=unmet)

    @contextmanager
    def without(self, condition: str) -> Iterator[None]:
        """Take a filler away for the block: for tests, which must see the refusal."""
        check = self._checks.pop(condition)
        try:
            yield
        finally:
            self._checks[condition] = check

    def _unmet(self, condition: str, record: Any) -> Sequence[Unmet]:
        title = {"condition": self.conditions[condition]}
        check = self._checks.get(condition)
        if check is None:
            return [Unmet(_("“%(condition)s” cannot be checked: nothing here answers for it.") % title)]
        try:
            # A savepoint: a check that fails in the database must not spoil the transaction of who asks.
            with transaction.atomic():
                answer = check(record)
        except Exception:
            log.exception("The gate %s could not check %s", self.name, condition)
            return [Unmet(_("“%(condition)s” could not be checked just now.") % title)]
        if answer is True:
            return []
        return _told(answer) or [Unmet(_("“%(condition)s” is not fulfilled.") % title)]


def _told(answer: object) -> Sequence[Unmet]:
    """What a check that did not say yes tells of what is missing; nothing where it tells nothing readable."""
    if isinstance(answer, Sentence):
        return [Unmet(answer)] if answer else []
    if isinstance(answer, Unmet):
        return [answer]
    if isinstance(answer, list | tuple) and all(isinstance(each, Unmet) for each in answer):
        return answer
    return []


declared = Registry[Gate]("gate")


def declare(gate: Gate) -> Gate:
    """Have start-up fail while a condition of the gate has no filler."""
    return declared.add(gate.name, gate)


def every_gate_is_filled(**_asked: Any) -> list[CheckMessage]:
    return [
        Error(f"Nothing fills the condition {condition} of the gate {gate.name}.", id="kernel.E001")
        for gate in declared.values()
        for condition in gate.unfilled()
    ]
