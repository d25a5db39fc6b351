"""Nothing is paid for an event while a hold stands. Why is for those who place holds, and for nobody else."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.payments.actions import free_payments_for, stop_payments_for
from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk.models import RiskHold

LONGEST = 3_000


@transaction.atomic
def place(event: Event, reason: str, *, by: Person) -> RiskHold:
    turn.take()
    access.require(by, "hold_event_risk", event)
    if not clean(reason) or len(reason) > LONGEST:
        raise Refused(_("A reason has between one character and %(count)d.") % {"count": LONGEST})
    if event.risk_holds.filter(lifted_at=None, placed_by=by.key).exists():
        raise Refused(_("You hold this event already."))
    hold = RiskHold.objects.create(event=event, reason=clean(reason), placed_at=clock.now(), placed_by=by.key)
    # The diary is read by more people than the reason is meant for.
    diary.note(event, "held", by=by, body={"hold": hold.code})
    stop_payments_for(event, hold.code)
    return hold


@transaction.atomic
def lift(hold: RiskHold, *, by: Person) -> None:
    turn.take()
    hold.refresh_from_db(from_queryset=RiskHold.objects.select_for_update())
    access.require(by, "hold_event_risk", hold.event)
    if hold.lifted_at:
        raise Refused(_("This hold was lifted already."))
    hold.lifted_at, hold.lifted_by = clock.now(), by.key
    hold.save(update_fields=["lifted_at", "lifted_by"])
    diary.note(hold.event, "lifted_hold", by=by, body={"hold": hold.code})
    free_payments_for(hold.event, hold.code)
