"""Places on the page of an event that higher packages may fill: a campaign says what it is part of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from thriving.kernel.registry import Registry
from thriving.kernel.words import Words
from thriving.programs.events.models import Event


@dataclass(frozen=True)
class Link:
    """One line among the facts of an event: what it is, and where that leads."""

    label: str | Promise
    title: str | Promise | Words
    address: str


Filler = Callable[[Event, Any], Iterator[Link]]  # the event, and who reads

fillers = Registry[Filler]("filler of an event's page")


# What holds at an event beside the policy of its own, such as a code of the whole movement.
policies = Registry[Filler]("policy that holds at events")


def holding(event: Event, reader: Any) -> list[Link]:
    return [link for fill in policies.values() for link in fill(event, reader)]


def links(event: Event, reader: Any) -> list[Link]:
    return [link for fill in fillers.values() for link in fill(event, reader)]
