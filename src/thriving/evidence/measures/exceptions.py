"""A measure of "all of them" is read through its exceptions: who is required and not reached."""

from __future__ import annotations

from django.db.models import QuerySet

from thriving.evidence.measures.facts import Behind
from thriving.evidence.measures.question import AsOf, Question
from thriving.evidence.models import Fact


def exceptions(question: Question, as_of: AsOf) -> QuerySet[Fact]:
    """The records that require whoever is missing. Whoever shows them asks what the reader may open."""
    if question.specification.kind != "ratio":
        return Fact.objects.none()
    reached, required = Behind(question, as_of).by_side()
    return required.exclude(subject__in=reached.values("subject")).order_by("-occurred_on", "-number")
