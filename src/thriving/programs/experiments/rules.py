"""Everybody sees what was decided and what came of it; whoever leads an experiment writes it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import Scope, declare, role
from thriving.programs.experiments.states import DRAFT
from thriving.programs.roles import ORGANIZER

_PROGRAM_LEAD = "program_lead"


def _mine(person: Any) -> Q:
    return Q(lead=getattr(person, "pk", None), lead__isnull=False)


runs_programs = role(ORGANIZER) | role(_PROGRAM_LEAD)
public = Scope(lambda _person: ~Q(state=DRAFT))
declare(
    propose_experiment=runs_programs,
    see_experiment=public | Scope(_mine) | role(_PROGRAM_LEAD),
    run_experiment=(runs_programs & Scope(_mine)) | role(_PROGRAM_LEAD),
)
