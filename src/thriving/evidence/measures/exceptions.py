"""A measure of "all of them" is read through its exceptions: who is required and not reached."""

from __future__ import annotations

from django.db.models import QuerySet

from thriving.evidence.measures.facts import Behind, known
from thriving.evidence.measures.question import AsOf, Question
from thriving.evidence.models import Fact


def exceptions(question: Question, as_of: AsOf) -> QuerySet[Fact]:
    """The records that require the subjects who are missing. Whoever shows them asks what the reader may open."""
    behind = Behind(question, as_of, known(as_of.number))
    if question.specification.kind != "ratio":
        return Fact.objects.none()
    reached, required = behind.by_side()
    return required.exclude(subject__in=reached.values("subject")).order_by("-occurred_on", "-number")
