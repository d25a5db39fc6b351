"""Who reviews the risks of events, and up to which level each may accept what remains."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.roles import A_YEAR, declare
from thriving.safety.event_risk.matrix import HIGH, MODERATE

RISK_OFFICER, RISK_AUTHORITY = "risk_officer", "risk_authority"

declare(
    RISK_AUTHORITY,
    _("Authority on risks"),
    _("Decides on the risks of events where officers may not, and on exceptions, with a second person."),
    longest=A_YEAR,
    second_factor=True,
)
declare(
    RISK_OFFICER,
    _("Risk officer"),
    _("Reviews how events protect people, and accepts what remains of a risk while it is low or moderate."),
    given_by=(RISK_AUTHORITY,),
    longest=A_YEAR,
    second_factor=True,
)

# What is extreme nobody accepts: the event changes, or does not take place.
LIMITS = {RISK_OFFICER: MODERATE, RISK_AUTHORITY: HIGH}
