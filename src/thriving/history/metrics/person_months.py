"""What each name did on each wiki in each month: computed once, for all metrics that can stand on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from thriving.history.metrics.events import is_bot, true

Expression = Any  # Ibis has no types that mypy can read

TECHNICAL, COORDINATING = (8, 10), (4, 12)  # namespaces: MediaWiki, Template; Project, Help
MONTH_OF_A_NAME = ("wiki_db", "month", "user_name", "user_type")


def months_of_names(edits: Expression, keys: Sequence[str]) -> Expression:
    """A row for each wiki, month, name and user type, or some of these; who is suppressed has no name.

    Columns that do not say live count edits of pages deleted since, too. ``content_edits`` go by the
    namespace that the page had when it was edited, ``live_content_edits`` by the one that it has now, as
    their sources do: the movement's metrics and Wikistats. ``created``: when the account was made, if known.
    """
    is_live = ~true(edits.revision_is_deleted_by_page_deletion)
    return edits.group_by(*keys).agg(
        **_who(edits),
        edits=edits.count(),
        live_edits=edits.count(where=is_live),
        content_edits=edits.count(where=edits.was_content),
        live_content_edits=edits.count(where=is_live & (edits.page_type == "content")),
        technical_edits=edits.count(where=edits.namespace.isin(TECHNICAL)),
        coordinating_edits=edits.count(where=edits.namespace.isin(COORDINATING)),
        reverted_edits=edits.count(where=true(edits.revision_is_identity_reverted)),
        first_edit_of_month=edits.event_timestamp.min(),
        last_edit=edits.event_timestamp.max(),
    )


def _who(edits: Expression) -> dict[str, Expression]:
    """A bot then or now is one for the month; so is who has an account, and a temporary one."""
    return {
        "user_central_id": edits.event_user_central_id.max(),
        "user_id": edits.event_user_id.max(),
        "is_temporary": true(edits.event_user_is_temporary).any(),
        "is_bot_by_group": is_bot(edits, "group").any(),
        "is_bot_by_name": is_bot(edits, "name").any(),
        "created": edits.event_user_creation_timestamp.min(),
    }


def people(months: Expression) -> Expression:
    """A row for each name on each wiki: its first edit there, its last, and whether it ever was a bot."""
    named = months.filter(months.user_name.notnull())
    return named.group_by("wiki_db", "user_name").agg(
        first_edit=named.first_edit_of_month.min(),
        last_edit_of_all=named.last_edit.max(),
        is_ever_bot=(named.is_bot_by_group | named.is_bot_by_name).any(),
    )


def with_people(months: Expression, people: Expression) -> Expression:
    """The months of those who have a name, with what is said of the person over all months on that wiki."""
    return months.inner_join(people, ["wiki_db", "user_name"])
