"""Who runs a council calls its meetings; who is expected joins them; everybody reads agreed minutes."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import NOTHING, Scope, declare
from thriving.programs.councils.rules.councils import is_known
from thriving.programs.councils.rules.reaching import runs, sits
from thriving.programs.councils.states.meetings import SHARED


def _expected(person: Any) -> Q:
    return Q(attendances__person=person.pk) if is_known(person) else NOTHING


expected = Scope(_expected)
shared = Scope(lambda _person: Q(state__in=SHARED))
published = Scope(lambda _person: Q(published_at__isnull=False))

declare(  # of meetings
    see_council_meeting=published | runs | (shared & (sits | expected)),
    join_council_meeting=runs | (shared & (sits | expected)),  # how to join, its agenda, its papers
    run_council_meeting=runs,
)
