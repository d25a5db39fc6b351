"""A waiver: one asks, another decides, and time ends it by itself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

ASKED, GRANTED, DECLINED, ENDED = "asked", "granted", "declined", "ended"

WAIVER = declare(
    Lifecycle(
        "a waiver of a condition",
        start=ASKED,
        moves=(
            Move("grant", (ASKED,), GRANTED, title=_("Grant the waiver")),
            Move("decline", (ASKED,), DECLINED, title=_("Decline the waiver")),
            Move("end", (ASKED, GRANTED), ENDED, title=_("End the waiver now")),
        ),
    )
)
