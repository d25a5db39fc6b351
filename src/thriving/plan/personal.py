"""What the plan knows of a person: what goes into their file, and what becomes of it when they leave."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.personal import declare
from thriving.plan.models import CheckIn, PlanChange

_SAID = _("It was said in public and stays, as said by somebody who has left.")

declare(
    "plan.CheckIn",
    _("What you said in check-ins"),
    rows=lambda person: CheckIn.objects.filter(by=person.key).values(
        "key_result__key", "on", "confidence", "what_changed", "what_next", "help_needed"
    ),
    columns={
        "key_result__key": _("Key result"),
        "on": _("Day"),
        "confidence": _("Confidence"),
        "what_changed": _("What changed"),
        "what_next": _("What comes next"),
        "help_needed": _("Help needed"),
    },
    stays=_SAID,
)
declare(
    "plan.PlanChange",
    _("What you changed in the plan"),
    rows=lambda person: PlanChange.objects.filter(changed_by=person.key).values(
        "part", "field", "before", "after", "reason", "changed_at"
    ),
    columns={
        "part": _("Part"),
        "field": _("Property"),
        "before": _("Before"),
        "after": _("After"),
        "reason": _("Why"),
        "changed_at": _("When"),
    },
    stays=_SAID,
)
