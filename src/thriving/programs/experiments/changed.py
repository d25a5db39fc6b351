"""What an experiment changed, beyond itself: packages that learn from experiments say it here.

The page of an experiment lists it: a version of a box that names the experiment among its lessons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from thriving.kernel.registry import Registry


@dataclass(frozen=True)
class Change:
    title: str  # in the active language
    address: str  # of the page where what was changed can be read


Told = Callable[[Any, str], Iterable[Change]]  # who reads, and the key of the experiment

places: Registry[Told] = Registry("place that experiments change")


def changed_by(reader: Any, experiment: str) -> list[Change]:
    return [change for told in places.values() for change in told(reader, experiment)]
