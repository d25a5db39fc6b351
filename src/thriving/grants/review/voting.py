"""From votes to what was decided. It knows no record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations_with_replacement

APPROVE, APPROVE_WITH_CONDITIONS, DECLINE, DEFER = "approve", "approve_with_conditions", "decline", "defer"
ABSTAIN = "abstain"
CHOICES = (APPROVE, APPROVE_WITH_CONDITIONS, DECLINE, DEFER, ABSTAIN)
OUTCOMES = (APPROVE, APPROVE_WITH_CONDITIONS, DECLINE, DEFER)
MOST_VOTERS = 15  # of one committee: `is_settled` looks at every way in which the rest could vote


def outcome(votes: Iterable[str]) -> str:
    """What more than half of those who did not abstain want; without such a half it is deferred.

    Whoever would approve without conditions would approve with them too: both together can be that half.
    """
    counted = Counter(votes)
    half = sum(counted[each] for each in OUTCOMES) / 2
    for each in (APPROVE, DECLINE):
        if counted[each] > half:
            return each
    return APPROVE_WITH_CONDITIONS if counted[APPROVE] + counted[APPROVE_WITH_CONDITIONS] > half else DEFER


def is_settled(votes: Sequence[str], remaining: int) -> bool:
    """Whether those who have not voted could not change the outcome any more, however they vote."""
    rests = combinations_with_replacement(CHOICES, remaining)
    return len({outcome([*votes, *rest]) for rest in rests}) == 1


def is_over(votes: Sequence[str], *, quorum: int, remaining: int) -> bool:
    """Whether the vote ends by itself: enough have voted, and nothing can come of waiting for the rest."""
    return len(votes) >= quorum and (remaining == 0 or is_settled(votes, remaining))
