from thriving.grants.agreements.queries.agreements import (
    agreements_for,
    holding_text,
    open_text,
    texts_for,
    to_be_agreed_by,
    works_of,
)
from thriving.grants.agreements.queries.templates import templates_in_use, versions_of

__all__ = [
    "agreements_for",
    "holding_text",
    "open_text",
    "templates_in_use",
    "texts_for",
    "to_be_agreed_by",
    "versions_of",
    "works_of",
]
