from thriving.grants.agreements.queries.agreements import (
    agreements_for,
    holding_text,
    open_text,
    texts_for,
    to_be_agreed_by,
    works_of,
)
from thriving.grants.agreements.queries.covered import (
    events_of,
    not_remembered,
    paid_events,
    paying_for,
)
from thriving.grants.agreements.queries.decided import decided_here, decision_made_elsewhere, who_brought
from thriving.grants.agreements.queries.templates import templates_in_use, versions_of

__all__ = [
    "agreements_for",
    "decided_here",
    "decision_made_elsewhere",
    "events_of",
    "holding_text",
    "not_remembered",
    "open_text",
    "paid_events",
    "paying_for",
    "templates_in_use",
    "texts_for",
    "to_be_agreed_by",
    "versions_of",
    "who_brought",
    "works_of",
]
