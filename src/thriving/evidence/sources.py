"""How many people came by which public record, without letting anyone be found.

Everybody is counted once, where they came first, so the rows add up to the total.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from thriving.evidence.measures import AsOf, Question, evidence
from thriving.evidence.models import Source, Visibility

LEAST = 10


def published(question: Question, as_of: AsOf) -> list[dict[str, Any]]:
    if not question.about_people:
        return []
    counted = Counter(first_source(question, as_of).values())
    return merged(counted, _titles(counted), max(LEAST, question.specification.people_at_least))


def first_source(question: Question, as_of: AsOf) -> dict[str, str]:
    """For everybody who counts: the record by which they came first."""
    firsts: dict[str, str] = {}
    behind = evidence(question, as_of).order_by("occurred_on", "number")
    for subject, source in behind.values_list("subject", "source").iterator(10_000):
        firsts.setdefault(subject, source)
    return firsts


def merged(counted: Counter[str], titles: dict[str, Any], least: int) -> list[dict[str, Any]]:
    shown = {source: people for source, people in counted.items() if source in titles and people >= least}
    rest = sum(counted.values()) - sum(shown.values())
    while 0 < rest < least and shown:
        smallest = min(shown, key=lambda source: (shown[source], source))
        rest += shown.pop(smallest)
    rows = [
        {"source": source, "title": titles[source], "people": people}
        for source, people in sorted(shown.items(), key=lambda each: (-each[1], each[0]))
    ]
    return [*rows, {"source": "", "title": {}, "people": rest}] if rest else rows


def _titles(counted: Counter[str]) -> dict[str, Any]:
    public = Source.objects.filter(key__in=counted, visibility=Visibility.PUBLIC)
    return {source.key: dict(source.title) for source in public}
