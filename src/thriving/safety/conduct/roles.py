"""Who keeps codes of conduct, and who says what the Board decided."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.roles import declare

KEEPER, SECRETARY = "conduct_keeper", "board_secretary"

declare(
    KEEPER,
    _("Keeper of the Code of Conduct"),
    _("Writes versions of a code, answers comments, opens ballots, and sees who has acknowledged it."),
    second_factor=True,
)
declare(
    SECRETARY,
    _("Secretary of the Board"),
    _("Records what the Board has decided, with the proof that everybody can look at."),
    second_factor=True,
)
