from thriving.safety.conduct.queries.acknowledging import (
    Owed,
    acknowledged,
    lacks,
    owed_by,
    owed_then,
    owing,
    who_owes,
)
from thriving.safety.conduct.queries.codes import codes_for, in_force, version_for, versions_for
from thriving.safety.conduct.queries.consulting import Said, comments_of, unanswered
from thriving.safety.conduct.queries.texts import Reading, behind, reading_of, text_of, texts_of
from thriving.safety.conduct.queries.voting import to_vote_on, voters_of

__all__ = [
    "Owed",
    "Reading",
    "Said",
    "acknowledged",
    "behind",
    "codes_for",
    "comments_of",
    "in_force",
    "lacks",
    "owed_by",
    "owed_then",
    "owing",
    "reading_of",
    "text_of",
    "texts_of",
    "to_vote_on",
    "unanswered",
    "version_for",
    "versions_for",
    "voters_of",
    "who_owes",
]
