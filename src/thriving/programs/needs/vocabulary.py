"""Which kinds of need a round can ask for, and which kinds of holder there are."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HERITAGE_DIGITIZATION = "heritage-digitization"
NEEDS: dict[str, str | Promise] = {
    HERITAGE_DIGITIZATION: _("Digitizing heritage"),
    "heritage-description": _("Describing heritage"),
    "heritage-preservation": _("Keeping heritage safe"),
}
PRIVATE = "private_collection"
HOLDERS: dict[str, str | Promise] = {
    "archive": _("Archive"),
    "library": _("Library"),
    "museum": _("Museum"),
    "university": _("University or school"),
    "broadcaster": _("Broadcaster or newspaper"),
    "religious": _("Religious house"),
    "community": _("Community"),
    PRIVATE: _("Private collection"),
    "other": _("Another holder"),
}
NAMED_HOLDERS = {kind: words for kind, words in HOLDERS.items() if kind != PRIVATE}
