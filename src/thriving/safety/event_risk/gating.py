"""What payments and announcements of events wait for here, and who must not approve a payment."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thriving.grants.payments.gates import RELEASE, more_holds
from thriving.grants.payments.models import Disbursement
from thriving.grants.payments.queries.held_back import keeping_back
from thriving.grants.payments.separation import barred
from thriving.kernel.gate import Unmet
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.programs.events.states.event import ANNOUNCE
from thriving.safety.event_risk.conditions import HOLD
from thriving.safety.event_risk.queries import gate
from thriving.safety.event_risk.queries.deciding import who_judged
from thriving.safety.event_risk.queries.funding import events_of
from thriving.safety.event_risk.queries.lapsed import wait_again
from thriving.safety.event_risk.queries.publication import may_be_announced


def events_may_be_paid_for(disbursement: Disbursement) -> bool | list[Unmet]:
    """Every event that the agreement pays for; what holds one is told where payments tell of holds."""
    events = list(events_of(disbursement.agreement))
    return [each for event in events for each in _unmet(event, named=len(events) > 1)] or True


def _unmet(event: Event, *, named: bool) -> Iterator[Unmet]:
    for each in gate.unmet(event, but=HOLD):
        told = _("%(event)s: %(sentence)s") % {"event": event.title, "sentence": each.sentence}
        yield Unmet(told if named else each.sentence, each.whose, each.address)


def codes_of_holds(disbursement: Disbursement) -> list[str]:
    holds = gate.standing_holds_of(events_of(disbursement.agreement))
    return list(holds.values_list("code", flat=True))


def those_who_judged(disbursement: Disbursement) -> set[int]:
    """Whoever accepted a risk of what is paid for, or waived a condition, does not approve its payment."""
    keys = who_judged(events_of(disbursement.agreement))
    return set(Person.objects.filter(key__in=keys).values_list("pk", flat=True))


keeping_back.add("event_risk", wait_again)
RELEASE.fill("event", events_may_be_paid_for)
more_holds.add("event_risk", codes_of_holds)
barred.add("event_risk", those_who_judged)
ANNOUNCE.fill("risk", may_be_announced)
