"""The doors in the header. Each package adds its own; the page shows those that the reader may open."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Door:
    url_name: str
    label: str | Promise
    position: int  # doors stand in this order
    rule: str = ""  # a rule of `kernel.access` that holds for whom it is shown; empty: for everyone


_doors: dict[str, Door] = {}


def add(url_name: str, label: str | Promise, *, position: int, rule: str = "") -> None:
    if url_name in _doors:
        raise ValueError(f"the door {url_name} is added twice")
    _doors[url_name] = Door(url_name, label, position, rule)


def doors() -> list[Door]:
    return sorted(_doors.values(), key=lambda door: door.position)
