"""How many people stand in each cell: everybody once, as their first record says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.utils.crypto import salted_hmac

from thriving.evidence.kinds import NOT_STATED
from thriving.evidence.measures import AsOf, Question, evidence
from thriving.evidence.measures.conditions import column
from thriving.evidence.tables.schemes import Scheme

Cell = tuple[str, ...]  # a category of each dimension
People = dict[str, Cell]  # by the random identifier of a person


def placed(question: Question, as_of: AsOf, schemes: Sequence[Scheme]) -> People:
    """The cell of everybody who counts.

    By the first record, as people by source are told: a second record in another region does not count
    somebody twice, and cells add up to the total.
    """
    it = question.specification
    stated = {f"stated_{place}": column(it.known_as(each.dimension)) for place, each in enumerate(schemes)}
    behind = evidence(question, as_of).order_by("occurred_on", "number").annotate(**stated)
    people: People = {}
    for subject, *values in behind.values_list("subject", *stated).iterator(10_000):
        if subject not in people:
            people[subject] = tuple(map(_category, schemes, values))
    return people


def _category(scheme: Scheme, stated: str | None) -> str:
    return scheme.category_of(stated or NOT_STATED)


def counted(people: People) -> Counter[Cell]:
    return Counter(people.values())


def moved(before: People, after: People) -> tuple[int, int]:
    """How many came, and how many left; who changed their cell did both."""
    came = sum(1 for person, cell in after.items() if before.get(person) != cell)
    left = sum(1 for person, cell in before.items() if after.get(person) != cell)
    return came, left


def input_digest(people: People) -> str:
    """What a release was counted from. Keyed, so that nobody without the key can try counts against it."""
    lines = "\n".join(f"{person} {' '.join(cell)}" for person, cell in sorted(people.items()))
    return salted_hmac("thriving.evidence.tables", lines, algorithm="sha256").hexdigest()
