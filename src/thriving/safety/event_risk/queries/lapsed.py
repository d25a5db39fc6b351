"""Of many payments at once, whether an event that they pay for passed its risk protocol no longer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db.models import Q

from thriving.grants.agreements.models import CoveredEvent, FundedWork
from thriving.grants.payments.models import Disbursement
from thriving.kernel import clock
from thriving.programs.events.states.event import CANCELED
from thriving.safety.event_risk import conditions
from thriving.safety.event_risk.models import Waiver
from thriving.safety.event_risk.queries.assessments import newest
from thriving.safety.event_risk.states.assessment import DEBRIEFED, HELD, NOT_REQUIRED
from thriving.safety.event_risk.states.waivers import GRANTED


def payments_that_wait_again(payments: Collection[Disbursement]) -> Iterator[int]:
    """By four queries. It reads what is written down of each assessment; only the gate reads everything."""
    events = _events_by_agreement({each.tranche.agreement_id for each in payments})
    passed = _passed({event for covered in events.values() for event in covered})
    for each in payments:
        if events[each.tranche.agreement_id] - passed:
            yield each.pk


def _events_by_agreement(agreements: set[int]) -> defaultdict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    covered = CoveredEvent.objects.filter(agreement__in=agreements)
    named = FundedWork.objects.filter(agreement__in=agreements, event__isnull=False)
    for rows in (covered, named):
        for agreement, event in rows.values_list("agreement", "event"):
            found[agreement].add(event)
    return found


def _passed(events: set[int]) -> set[int]:
    unneeded = Q(state=NOT_REQUIRED)
    looked_back = Q(state=DEBRIEFED, stale_why="") & ~Q(decided_by="")
    holds = (Q(state__in=HELD) | looked_back) & ~Q(event__state=CANCELED)
    found = newest().filter(unneeded | holds, event__in=events)
    waived = Waiver.objects.filter(
        event__in=events, condition=conditions.ASSESSMENT, state=GRANTED, ends_at__gt=clock.now()
    )
    return {*found.values_list("event", flat=True), *waived.values_list("event", flat=True)}
