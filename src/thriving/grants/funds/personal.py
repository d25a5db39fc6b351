"""What funds know of a person: the rates of exchange that they recorded."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.grants.funds.models import ExchangeRate
from thriving.movement.personal import declare

declare(
    "funds.ExchangeRate",
    _("Rates of exchange that you recorded"),
    rows=lambda person: ExchangeRate.objects.filter(recorded_by=person.key).values(
        "base", "quote", "on", "source"
    ),
    columns={
        "base": _("First currency"),
        "quote": _("Second currency"),
        "on": _("Day"),
        "source": _("Who published it"),
    },
    stays=_("It stays, under a random identifier that no longer leads to anybody."),
)
