"""The few elements that our charts need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Place = tuple[float, float]


def short(value: float) -> str:
    """At most two decimals: a hundredth of a pixel is invisible, and each digit weighs."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def percent(share: float) -> str:
    """A place across a drawing that is as wide as where it stands."""
    return f"{short(share)}%"


def element(name: str, *content: str, **attributes: str | float) -> SafeString:
    """``<name …>content</name>``; an attribute's trailing underscore goes, those inside become hyphens."""
    written = "".join(f' {_attribute(key)}="{_value(value)}"' for key, value in attributes.items())
    inside = "".join(content)
    return mark_safe(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")  # noqa: S308 -- attributes are escaped, content is made of elements


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else short(value)


def path_through(places: Iterable[Place | None]) -> str:
    """A path of straight lines, broken where a place is missing; a place alone between gaps stays a dot."""
    runs: list[list[Place]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return "".join(_run(run) for run in runs if run)


def _run(run: Sequence[Place]) -> str:
    spots = [f"{short(x)} {short(y)}" for x, y in run]
    return "M" + "L".join(spots) if len(spots) > 1 else f"M{spots[0]}h0"
