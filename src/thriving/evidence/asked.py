"""A number as pages name it: the version of a measure, and the question that is put to it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Self

from thriving.evidence.measures import Question, Specification
from thriving.evidence.measures.specification import canonical
from thriving.evidence.models import MeasureVersion


@dataclass(frozen=True)
class Asked:
    version: MeasureVersion
    question: Question

    @classmethod
    def of(
        cls,
        version: MeasureVersion,
        filters: Sequence[Any] = (),
        *,
        since: date | None = None,
        until: date | None = None,
        members: Sequence[str] = (),
    ) -> Self:
        return cls(version, Question(specification_of(version), tuple(filters), since, until, tuple(members)))

    @property
    def key(self) -> tuple[int, str]:
        """By which a release finds its snapshot: another wording of the same definition breaks no series."""
        return self.version.measure_id, self.question.hash


def specification_of(version: MeasureVersion) -> Specification:
    return _parsed(canonical(version.specification))


@lru_cache(maxsize=1_000)
def _parsed(said: str) -> Specification:
    return Specification.parse(json.loads(said))
