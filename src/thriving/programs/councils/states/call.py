"""A call is written, opened, closed for the panel to read and score, and decided."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Condition, Lifecycle, Move, declare

DRAFT, OPEN, SCORING, DECIDED, CANCELED = "draft", "open", "scoring", "decided", "canceled"

LEAST_PANEL = 3

_offers_seats = Condition(lambda call: call.seats.exists(), _("Choose at least one seat that is offered."))
_has_a_rubric = Condition(
    lambda call: call.rubric_id is not None,
    _("Say first by what the panel will judge: a call names the version of the rubric."),
)


def has_a_panel(call: Any) -> bool:
    return bool(call.panel.filter(person__is_active=True).count() >= max(LEAST_PANEL, call.quorum))


_has_a_panel = Condition(
    has_a_panel,
    _("The panel needs at least three people, and as many as must score each candidate."),
)
CALL = declare(
    Lifecycle(
        "a call for members of a council",
        start=DRAFT,
        moves=(
            Move("publish", (DRAFT,), OPEN, needs=(_offers_seats, _has_a_rubric), title=_("Open the call")),
            Move("score", (OPEN,), SCORING, needs=(_has_a_panel,), title=_("Hand over to the panel")),
            Move("decide", (SCORING,), DECIDED, title=_("Decide")),
            Move("cancel", (DRAFT, OPEN, SCORING), CANCELED, title=_("Cancel the call")),
        ),
    )
)
