"""Everybody reads what a round found; what single holders answered is for its team."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import Scope, declare, role
from thriving.programs.needs.states import DRAFT
from thriving.programs.roles import ORGANIZER

_PROGRAM_LEAD = "program_lead"


def _mine(person: Any) -> Q:
    return Q(lead=getattr(person, "pk", None), lead__isnull=False)


def _in_its_team(person: Any) -> Q:
    return Q(members__person=getattr(person, "pk", None), members__isnull=False)


runs_programs = role(ORGANIZER) | role(_PROGRAM_LEAD)
# Nobody leads it any longer: whoever leads programs takes it over, so that holders are not left alone.
_orphaned = role(_PROGRAM_LEAD) & Scope(lambda _person: Q(lead=None))
_leads = (runs_programs & Scope(_mine)) | _orphaned
_team = _leads | (runs_programs & Scope(_in_its_team))
declare(
    plan_round=runs_programs,
    see_round=Scope(lambda _person: ~Q(state=DRAFT)) | _team,
    lead_round=_leads,
    assess=_team,
)
