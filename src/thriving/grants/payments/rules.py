"""Who asks for a payment, who approves, sends and holds one. Who may not do two of these: `separation`."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from thriving.grants.agreements.models import Agreement
from thriving.grants.agreements.roles import AUDITOR, FINANCE_OFFICER
from thriving.grants.agreements.rules import open_grants, staff, theirs, through
from thriving.grants.funds.roles import GRANTS_OFFICER
from thriving.grants.payments.models import Disbursement, Office, Sending
from thriving.grants.proposals.rules import not_their_own
from thriving.kernel.access import EVERYTHING, NOTHING, Scope, declare, role, roles_of, whole
from thriving.kernel.registry import Registry
from thriving.movement.roles import SAFEGUARDING_OFFICER

# By role, for which office its holders stop a payment. Packages that keep people safe add theirs.
offices = Registry[Office]("role that may hold a payment")
offices.add(FINANCE_OFFICER, Office.FINANCE)
offices.add(SAFEGUARDING_OFFICER, Office.SAFETY)


def offices_of(person: Any) -> list[Office]:
    return sorted({office for name, office in offices.items() if name in roles_of(person)})


def _of_agreements(scope: Scope, path: str, *, broad: bool = True) -> Scope:
    """The same reach on records that belong to an agreement; ``broad`` as of `through`."""

    def reach(person: Any) -> Q:
        found = scope.on(Agreement, person)
        if found in (EVERYTHING, NOTHING):
            return found
        reached = Agreement.objects.filter(found)
        return (
            Q(Exists(reached.filter(pk=OuterRef(path))))
            if broad
            else Q((f"{path}__in", reached.values("pk")))
        )

    return Scope(reach)


def _holding(person: Any) -> Q:
    return EVERYTHING if offices_of(person) else NOTHING


def _of_their_office(person: Any) -> Q:
    return Q(office__in=offices_of(person))


_AGREEMENT = "tranche__agreement"
_their_payment = _of_agreements(theirs, _AGREEMENT, broad=False)
_others = through(not_their_own, broad=True)
_open = _of_agreements(open_grants, _AGREEMENT)
_not_theirs = _of_agreements(_others, _AGREEMENT)
_finance, _officers = role(FINANCE_OFFICER), role(GRANTS_OFFICER)
_at_work = _open & _not_theirs
# A hold of one's own office, but on no grant of one's own side, and on none that a conflict closes.
_own_office = Scope(_of_their_office) & _of_agreements(open_grants & _others, f"disbursement__{_AGREEMENT}")


def _with_nothing_closed(person: Any) -> Q:
    """Whole batches: from what is left of one, and its total, one would reckon what was left out."""
    open_ = Disbursement.objects.filter(_at_work.on(Disbursement, whole(person)))
    closed = Sending.objects.filter(~Exists(open_.filter(pk=OuterRef("disbursement"))))
    return ~Q(Exists(closed.filter(batch=OuterRef("pk"))))


declare(
    see_payment=_their_payment | (staff & _open) | (Scope(_holding) & _open),
    see_all_payments=staff,
    request_payment=_their_payment | (_officers & _at_work),
    take_payment_back=_their_payment | (_officers & _at_work),
    cancel_payment=_officers & _at_work,
    approve_payment=(_finance | _officers) & _at_work,
    send_payment=_finance & _at_work,
    send_payments=_finance,
    see_batch=_finance & Scope(_with_nothing_closed),
    settle_batch=_finance & Scope(_with_nothing_closed),
    settle_payment=_finance & _at_work,
    hold_payment=Scope(_holding) & _at_work,
    see_hold=_own_office,
    lift_hold=_own_office,
    see_story=role(AUDITOR) & _at_work,
    state_account=theirs,
    confirm_account=_of_agreements(role(FINANCE_OFFICER) & open_grants & _others, "agreement"),
)
