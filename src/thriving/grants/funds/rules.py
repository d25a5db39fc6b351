"""Everybody reads of rounds once they are open; grants officers make them."""

from __future__ import annotations

from django.db.models import Q

from thriving.grants.funds.roles import GRANTS_OFFICER
from thriving.grants.funds.states import DRAFT
from thriving.kernel.access import Scope, declare, everyone, role

_officers = role(GRANTS_OFFICER)

declare(
    manage_funds=_officers,
    see_fund=everyone,
    see_grant_round=Scope(lambda _person: ~Q(state=DRAFT)) | _officers,
    run_grant_round=_officers,
)
