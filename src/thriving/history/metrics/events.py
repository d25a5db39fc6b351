"""What is asked of an event, whatever its table."""

from __future__ import annotations

from typing import Any

Expression = Any  # Ibis has no types that mypy can read

# For the limits of metrics that ask for a page's namespace at the time of the edit.
NAMESPACE_OF_THEN = (
    "Of a dump that does not say a page's namespace of then (XML, plain tables), it is today's."
)


def true(truth: Expression) -> Expression:
    """What is not known is not true."""
    return truth.fill_null(False)  # noqa: FBT003 -- Ibis's own signature


def is_bot(events: Expression, by: str) -> Expression:
    """By "name" or by "group", now or when it happened."""
    now, then = events.event_user_is_bot_by, events.event_user_is_bot_by_historical
    return true(now.contains(by)) | true(then.contains(by))


def is_tagged(events: Expression, *tags: str) -> Expression:
    """With any of the tags."""
    found = true(events.revision_tags.contains(tags[0]))
    for tag in tags[1:]:
        found |= true(events.revision_tags.contains(tag))
    return found
