"""The public register of grants: what was granted, to everybody, some time after it was decided.

Whatever is hidden for the safety of its people stands in no register, whoever reads it; and between the
decision and the register they have time to hide it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Count, QuerySet

from thriving.grants.agreements.states import RUNNING
from thriving.grants.proposals.models import Proposal
from thriving.grants.proposals.queries import proposals_for
from thriving.grants.proposals.states import GRANTED
from thriving.kernel import clock

IN_THE_REGISTER_AFTER = timedelta(days=14)

Counted = Mapping[str, int]  # grants by a key


def register(reader: Any, *, region: str = "", priority: str = "") -> QuerySet[Proposal]:
    """The newest decision first; a conflict of interest closes a grant to the reader here as well."""
    told = clock.today() - IN_THE_REGISTER_AFTER
    found = proposals_for(reader).filter(
        hidden=False, state__in=GRANTED, decided_on__lte=told, shown_from__lte=clock.today()
    )
    if region:
        found = found.filter(region=region)
    if priority:
        found = found.filter(priority=priority)
    return found.order_by("-decided_on", "-pk")


def running_by(reader: Any) -> tuple[Counted, Counted]:
    """Grants of the register that run now: by region, and by priority; a query each."""
    running = register(reader).filter(agreement__state__in=RUNNING).order_by()
    by_region, by_priority = (
        dict(running.values_list(column).annotate(Count("pk"))) for column in ("region", "priority")
    )
    return by_region, by_priority
