"""What the weights know of a person, and what becomes of it when they leave."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.personal import declare
from thriving.programs.matching.models import WeightSet

declare(
    "matching.WeightSet",
    _("Weights that you decided"),
    rows=lambda person: WeightSet.objects.filter(decided_by=person.key).values(
        "purpose", "version", "reason", "decided_at"
    ),
    columns={
        "purpose": _("For what"),
        "version": _("Version"),
        "reason": _("Reason"),
        "decided_at": _("When"),
    },
    stays=_("It stays for everybody to read, under a random identifier that no longer leads to anybody."),
)
