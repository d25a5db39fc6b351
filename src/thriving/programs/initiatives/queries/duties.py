from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from thriving.kernel import access
from thriving.programs.initiatives.models import Duty
from thriving.programs.initiatives.states import HELD


def duties() -> QuerySet[Duty]:
    """All that are held; everybody may see them."""
    return Duty.objects.filter(state=HELD)


def duties_kept_by(person: Any) -> QuerySet[Duty]:
    return access.within(person, "keep_duty", duties())
