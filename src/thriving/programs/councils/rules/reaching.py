"""What hangs from a council is reached by what one may do on the council."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel import access
from thriving.kernel.access import NOTHING, Scope
from thriving.programs.councils.models import Council
from thriving.programs.councils.rules.taking_part import is_known


def on_councils(rule: str) -> Scope:
    """Of records with a ``council``: those of councils on which the person may do ``rule``."""

    def reach(person: Any) -> Q:
        if not is_known(person):
            return NOTHING
        return Q(council__in=access.within(person, rule, Council.objects.order_by()).values("pk"))

    return Scope(reach)


runs, sits = on_councils("run_council"), on_councils("sit_on_council")
