"""Who reads of an event's risks, who writes, and who decides: nobody decides on an event of their own."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import NOTHING, Scope, declare, role
from thriving.programs.events.rules.event import mine
from thriving.safety.event_risk.roles import RISK_AUTHORITY
from thriving.safety.event_risk.rules.stakeholders import apart, in_register, officer

reviewer = officer | role(RISK_AUTHORITY)


def _owns(path: str) -> Scope:
    def owned(person: Any) -> Q:
        known = getattr(person, "pk", None) and person.is_active
        return Q((path, person.pk)) if known else NOTHING

    return Scope(owned)


declare(
    # On events.
    see_event_risk=mine | reviewer | in_register | _owns("risk_assessments__provisos__owner"),
    write_event_risk=mine,
    review_event_risk=reviewer & apart,
    decide_event_risk=role(RISK_AUTHORITY) & apart,
    # On mitigations and provisos.
    do_mitigation=_owns("owner"),
    meet_proviso=_owns("owner"),
    # Over the whole movement.
    see_risk_reviews=reviewer,
    raise_country_alert=reviewer,
)
