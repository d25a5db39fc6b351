"""What of an event its risks depend on, as one fingerprint: its place, dates, size and country."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.programs.events.models import Event

PARTS: Mapping[str, str | Promise] = {
    "place": _("its place"),
    "dates": _("its dates"),
    "size": _("its size"),
    "country": _("its country"),
    "format": _("whether people meet in person"),
}


def parts_of(event: Event) -> dict[str, str]:
    """A fingerprint of each part. What stands in them is the event's to tell, not the assessment's."""
    sessions = event.sessions.order_by("starts_at", "pk").values_list("starts_at", "ends_at")
    said: dict[str, object] = {
        "place": [" ".join(event.place.split()), " ".join(event.address.split())],
        "dates": [[start.isoformat(), end.isoformat()] for start, end in sessions],
        "size": event.capacity,
        "country": event.country,
        "format": event.format,
    }
    # Each with the event's own identity: two events in one place have nothing in common that shows.
    return {part: _digest([event.uid, part, said[part]]) for part in PARTS}


def digest_of(parts: Mapping[str, str]) -> str:
    return _digest([[part, parts[part]] for part in sorted(parts)])


def material_of(event: Event) -> str:
    return digest_of(parts_of(event))


def changed(before: Mapping[str, str], event: Event) -> list[str]:
    """The names of the parts that are not as they were."""
    now = parts_of(event)
    return [part for part in PARTS if before.get(part) != now[part]]


def _digest(said: object) -> str:
    return sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
