"""The few elements that our charts need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Place = tuple[float, float]


def short(value: float) -> str:
    """At most two decimals: a hundredth of a pixel is invisible, and each digit weighs."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "0") if abs(value) < 0.005 else f"{value:.2f}".rstrip("0").rstrip(".")


def element(name: str, *content: str, **attributes: str | float) -> SafeString:
    """``<name …>content</name>``; an attribute's trailing underscore goes, those inside become hyphens."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(short(value) if isinstance(value, float) else value)}"'
        for key, value in attributes.items()
    )
    inside = "".join(content)
    return mark_safe(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")  # noqa: S308 -- attributes are escaped here, content is made of elements


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
