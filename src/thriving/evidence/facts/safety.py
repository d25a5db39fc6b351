"""Who must be engaged before an event, and which events the crisis protocol answered."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.evidence.kinds import Dimension, FactKind, Type, declare
from thriving.evidence.models import Visibility

EMPLOYER = Dimension("employer", Type.KEY, _("For whom the stakeholder works."))

STAKEHOLDER_REQUIRED = declare(
    FactKind(
        name="risk.stakeholder_required",
        subject="stakeholder",
        meaning=_("A role at a funded event must take part in its risk protocol."),
        sentence=_("%(subject)s must take part in the risk protocol."),
        dimensions=(EMPLOYER,),
    )
)

STAKEHOLDER_ENGAGED = declare(
    FactKind(
        name="risk.stakeholder_engaged",
        subject="stakeholder",
        meaning=_("A role at a funded event took part in its risk protocol."),
        sentence=_("%(subject)s took part in the risk protocol."),
        dimensions=(EMPLOYER,),
    )
)

EVENT_QUALIFIED = declare(
    FactKind(
        name="crisis.event_qualified",
        subject="event",
        meaning=_("A major event was found to call for the crisis protocol."),
        sentence=_("An event called for the crisis protocol."),
        visibility=Visibility.SEALED,
    )
)

EVENT_ANSWERED = declare(
    FactKind(
        name="crisis.event_answered",
        subject="event",
        meaning=_("A major event was answered through the crisis protocol."),
        sentence=_("An event was answered through the crisis protocol."),
        visibility=Visibility.SEALED,
    )
)
