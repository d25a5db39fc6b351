"""Lines, parties and requests as their reader may see them."""

from thriving.programs.exchange.queries.asks import (
    calls_for,
    exchanges_for,
    outcomes_to_tell,
    side_of,
    sides_of,
    to_answer,
)
from thriving.programs.exchange.queries.lines import Wanted, lines_for, lines_to_keep, matching
from thriving.programs.exchange.queries.parties import (
    affiliates_led,
    have_room,
    may_take_part,
    officers_of,
    parties_for,
    party_of_affiliate,
    party_of_person,
    room_of,
)
from thriving.programs.exchange.queries.pool import Listed, listed_for, reachable_by
from thriving.programs.exchange.queries.wants import skills_of, wanted_by

__all__ = [
    "Listed",
    "Wanted",
    "affiliates_led",
    "calls_for",
    "exchanges_for",
    "have_room",
    "lines_for",
    "lines_to_keep",
    "listed_for",
    "matching",
    "may_take_part",
    "officers_of",
    "outcomes_to_tell",
    "parties_for",
    "party_of_affiliate",
    "party_of_person",
    "reachable_by",
    "room_of",
    "side_of",
    "sides_of",
    "skills_of",
    "to_answer",
    "wanted_by",
]
