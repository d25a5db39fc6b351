"""What taking part in an event can be evidence of, beside of the event itself: chosen for each event.

traces.add("leadership-tested", Trace(title, meaning, evidence))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from thriving.kernel.registry import Registry
from thriving.programs.events.models import Registration


@dataclass(frozen=True)
class Trace:
    """``kind`` of fact, which has a region, and by which other dimensions it is counted for who came."""

    title: str | Promise
    meaning: str | Promise
    kind: str
    dimensions: Callable[[Registration], Mapping[str, str]]
    asks_what_they_are: bool = False  # whether it matters what somebody is in the movement


traces = Registry[Trace]("trace of events")
