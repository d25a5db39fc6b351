"""Who writes a report, who decides on it, and who reads it: nobody judges what their own side has written."""

from __future__ import annotations

from django.db.models import Q

from thriving.grants.agreements.rules import staff, through
from thriving.grants.funds.roles import GRANTS_OFFICER
from thriving.grants.proposals.rules import not_their_own, open_to, public, side
from thriving.grants.reports.states import ACCEPTED, SUBMITTED, WRITTEN_IN
from thriving.kernel.access import Scope, declare, lets_read, role

_PROPOSAL = "agreement__proposal"


def _in(*states: str) -> Scope:
    return Scope(lambda _person: Q(state__in=states))


theirs = through(side, _PROPOSAL)
_open = through(open_to, _PROPOSAL, broad=True)
_officers = role(GRANTS_OFFICER) & through(not_their_own, _PROPOSAL, broad=True) & _open
_at_work = theirs | (staff & _open)

declare(
    see_report=_at_work | (_in(ACCEPTED) & through(public, _PROPOSAL, broad=True) & _open),
    open_receipt=_at_work,
    write_report=theirs & _in(*WRITTEN_IN),
    judge_report=_officers & _in(SUBMITTED),
    run_report=_officers,
    waive_report=_officers & _in(*WRITTEN_IN),
)
lets_read("open_receipt")
