"""What a ballot says: whether enough took part, and whether enough of them were for it."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_VOTES = 5  # of fewer, the count would tell how each of them voted


@dataclass(frozen=True)
class Terms:
    """``quorum``: percent of those who may vote; ``majority``: percent of the votes for or against."""

    quorum: int
    majority: int


@dataclass(frozen=True)
class Count:
    roll: int  # how many may vote
    yes: int = 0
    no: int = 0
    abstained: int = 0

    @property
    def votes(self) -> int:
        return self.yes + self.no + self.abstained

    @property
    def turnout(self) -> float:
        return self.votes / self.roll if self.roll else 0.0


def needed(roll: int, terms: Terms) -> int:
    """How many must vote, an abstention being a vote: the quorum in whole people, rounded up."""
    return max(-(-roll * terms.quorum // 100), LEAST_VOTES)


def reaches_quorum(count: Count, terms: Terms) -> bool:
    return count.votes >= needed(count.roll, terms)


def ratifies(count: Count, terms: Terms) -> bool:
    """More than the share that was declared, of those who were for or against."""
    said = count.yes + count.no
    return reaches_quorum(count, terms) and count.yes * 100 > terms.majority * said
