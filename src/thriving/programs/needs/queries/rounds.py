from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from thriving.kernel import access
from thriving.programs.needs.models import Round
from thriving.programs.needs.states import FINISHED
from thriving.programs.needs.vocabulary import PRIVATE


def rounds_for(reader: Any) -> QuerySet[Round]:
    """Newest first, each with how many institutions and communities were assessed."""
    counts = Q(assessments__state=FINISHED) & ~Q(assessments__holder__kind=PRIVATE)
    found = access.within(reader, "see_round", Round.objects.all())
    return found.annotate(assessed=Count("assessments", filter=counts)).order_by("-begins_on", "-pk")


def of_my_teams(reader: Any) -> QuerySet[Round]:
    return access.within(reader, "assess", Round.objects.all())
