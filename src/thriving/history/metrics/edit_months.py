"""How many edits of each kind a month has: computed once, for all metrics that only add up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ibis

from thriving.history.metrics.events import is_bot, is_tagged, true

Expression = Any  # Ibis has no types that mypy can read

KEYS = ("wiki_db", "month", "user_type", "page_type")
MOBILE = ("mobile edit", "mobile web edit", "mobile app edit")
NO_PARENT, FILES = 0, 6


def months_of_edits(edits: Expression, keys: Sequence[str]) -> Expression:
    """A row for each wiki, month, user type and page type, or some of these.

    ``live_edits`` and bytes leave out pages deleted since; the others do not. People are those who are no
    bots, by name or by group, now or then.
    """
    live = ~true(edits.revision_is_deleted_by_page_deletion)
    people = ~(is_bot(edits, "name") | is_bot(edits, "group"))
    reverted = true(edits.revision_is_identity_reverted)
    anonymous, temporary = true(edits.event_user_is_anonymous), true(edits.event_user_is_temporary)
    return edits.group_by(*keys).agg(
        edits=edits.count(),
        live_edits=edits.count(where=live),
        net_bytes=edits.revision_text_bytes_diff.sum(where=live),
        absolute_bytes=edits.revision_text_bytes_diff.abs().sum(where=live),
        edits_of_people=edits.count(where=people),
        reverted_edits=edits.count(where=reverted),
        reverted_edits_of_people=edits.count(where=reverted & people),
        mobile_edits=edits.count(where=is_tagged(edits, *MOBILE)),
        anonymous_edits=edits.count(where=anonymous & ~temporary),
        edits_without_own_account=edits.count(where=anonymous | temporary),
        uploads=edits.count(where=_is_upload(edits)),
    )


def _is_upload(edits: Expression) -> Expression:
    then = ibis.coalesce(edits.page_namespace_historical, edits.page_namespace)
    return (edits.revision_parent_id == NO_PARENT) & (then == FILES)
