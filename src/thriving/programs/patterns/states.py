"""A learning pattern is written, published by somebody who read it, and retired when it no longer holds."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

DRAFT, PUBLISHED, RETIRED = "draft", "published", "retired"

PATTERN = declare(
    Lifecycle(
        "a learning pattern",
        start=DRAFT,
        moves=(
            Move("publish", (DRAFT,), PUBLISHED, needs=("title", "problem", "solution"), title=_("Publish")),
            Move("retire", (DRAFT, PUBLISHED), RETIRED, needs=("reason",), title=_("Retire")),
        ),
    )
)
