from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.payments.actions.moving import hold, move
from thriving.grants.payments.actions.requesting import ask_again_if_lapsed
from thriving.grants.payments.gates import RELEASE
from thriving.grants.payments.models import Approval, Disbursement
from thriving.grants.payments.queries import approvals_of
from thriving.grants.payments.sealing import seal_of
from thriving.grants.payments.separation import refusals
from thriving.grants.payments.states import APPROVED_ONCE, CHECKED
from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person

_MOVES = {CHECKED: ("approve_first", "first_by"), APPROVED_ONCE: ("approve_second", "second_by")}


@transaction.atomic
def approve(disbursement: Disbursement, seal: str, *, by: Person) -> Approval:
    """Say that exactly what ``seal`` covers may be paid: two people do, and the gate is asked each time."""
    access.require(by, "approve_payment", disbursement)
    hold(disbursement)
    ask_again_if_lapsed(disbursement, by=by)
    if disbursement.state not in _MOVES:
        raise Refused(_("This payment does not wait for an approval now."))
    before = list(approvals_of(disbursement))
    if found := refusals(disbursement, by, [each.approved_by for each in before]):
        raise Refused(" ".join(found))
    _require_same(disbursement, seal, before)
    answer = RELEASE.ask(disbursement)
    if not answer.open:
        raise Refused(" ".join(answer.refusals))
    name, field = _MOVES[disbursement.state]
    approval = Approval.objects.create(
        disbursement=disbursement,
        attempt=disbursement.attempt,
        position=len(before) + 1,
        seal=seal,
        approved_at=clock.now(),
        approved_by=by.key,
    )
    move(disbursement, name, **{field: by.key})
    diary.note(disbursement, "approved", by=by, body={"seal": seal, "position": approval.position})
    return approval


def _require_same(disbursement: Disbursement, seal: str, before: list[Approval]) -> None:
    """What was read, what the first approved, and what would be paid now are one."""
    now = seal_of(disbursement)
    if seal != now:
        raise Refused(_("This has changed since you opened it: look at it again."))
    if any(each.seal != now for each in before):
        raise Refused(_("What the first person approved has changed since: it has to be asked for again."))
