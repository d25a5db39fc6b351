"""Our own shapes on a 20 by 20 grid, filled with the color of the text around them."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

_DISC = "M10 1a9 9 0 1 1 0 18 9 9 0 0 1 0-18"
_RING = _DISC + "m0 2a7 7 0 1 0 0 14 7 7 0 0 0 0-14"
_CHECK = "m4.2 5.4L8.6 12 6 9.4 4.6 10.8l4 4 7-7z"
_CROSS = "M7 5.6 5.6 7l3 3-3 3L7 14.4l3-3 3 3 1.4-1.4-3-3 3-3L13 5.6l-3 3z"

# Statuses differ by their outline alone: they must be told apart in gray and at 14 pixels.
PATHS = {
    "met": "M4 1h2v1.5h11L14.5 7 17 11.5H6V19H4z",  # a flag
    "on_track": _DISC + _CHECK,
    "at_risk": "M10 1.5 19.5 18H.5zM9 8v5h2V8zm0 6.2v2h2v-2z",  # a triangle
    "late": _RING + "M9 5h2v4.6l3 3-1.4 1.4L9 10.4z",  # a clock
    "off_track": "M6.3 1h7.4L19 6.3v7.4L13.7 19H6.3L1 13.7V6.3z" + _CROSS,  # an octagon
    "missed": "M2 2h16v16H2zm2 2v12h12V4z" + _CROSS,  # an empty box, crossed
    "no_recent_data": (  # an hourglass
        "M4 1h12v2h-1v2.5L11.4 10l3.6 4.5V17h1v2H4v-2h1v-2.5L8.6 10 5 5.5V3H4z"
        "m3 2v1.8L10 8.5l3-3.7V3zm3 8.5-3 3.7V17h6v-1.8z"
    ),
    "no_case_yet": (  # the sign for what is empty
        _DISC + "m0 2a7 7 0 0 0-5.6 11.2l9.8-9.8A7 7 0 0 0 10 3m5.6 2.8-9.8 9.8a7 7 0 0 0 9.8-9.8"
    ),
    "too_early": _RING + "M5 9h2v2H5zm4 0h2v2H9zm4 0h2v2h-2z",  # three dots
    "not_started": _RING,
    "seedling": "M9 19v-6.5C5 12.5 2 10 2 5.5c4 0 6.5 1.6 7.5 4.2C10.3 5.6 13 3 18 3c0 5.5-2.6 8.5-7 8.9V19z",
    "notice": _DISC + "M9 5v2h2V5zm0 4v6h2V9z",
    "next": "M7.4 3 6 4.4 11.6 10 6 15.6 7.4 17l7-7z",
    "previous": "M12.6 3 14 4.4 8.4 10l5.6 5.6-1.4 1.4-7-7z",
    "up": "m10 4 7 7-1.4 1.4L11 7.8V17H9V7.8l-4.6 4.6L3 11z",
    "down": "m10 16 7-7-1.4-1.4L11 12.2V3H9v9.2L4.4 7.6 3 9z",
}
_MEANT_BY_TONE = {"success": "on_track", "warning": "at_risk", "error": "off_track", "notice": "notice"}
# What points along the line of reading turns round where that line runs from right to left.
_TURNING = frozenset({"next", "previous"})


def icon(name: str) -> SafeString:
    """A decorative shape: the word that says the same stands beside it."""
    turning = " th-turn" if name in _TURNING else ""
    return mark_safe(  # noqa: S308 -- every part is a constant of this module
        f'<svg class="th-icon{turning}" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">'
        f'<path d="{PATHS[name]}"/></svg>'
    )


def icon_of_tone(tone: str) -> SafeString:
    return icon(_MEANT_BY_TONE[tone])
