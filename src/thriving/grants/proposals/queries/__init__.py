"""Proposals as their reader may see them: what is closed to somebody is in none of these."""

from thriving.grants.proposals.queries.content import Told, told
from thriving.grants.proposals.queries.intakes import undecided_by
from thriving.grants.proposals.queries.proposals import (
    people_of,
    proposal_for,
    proposals_for,
    to_read,
    to_screen,
    written_by,
)

__all__ = [
    "Told",
    "people_of",
    "proposal_for",
    "proposals_for",
    "to_read",
    "to_screen",
    "told",
    "undecided_by",
    "written_by",
]
