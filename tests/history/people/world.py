"""People with a story each: what they did is in no window but theirs, and asked all at once."""

from __future__ import annotations

from itertools import count

from tests.history.dumps import line

_revisions = count(1_000)
_pages = count(1)


def edit(at: str, who: str, **values: str) -> str:
    """An edit at "2020-01-15" or "2020-01-15 12:00:00": a revision and a page of its own unless said."""
    time = at if " " in at else f"{at} 12:00:00"
    told = {"revision_id": str(next(_revisions)), "page_id": str(next(_pages)), "revision_parent_id": "9"}
    return line(event_timestamp=f"{time}.0", event_user_text=who, **{**told, **values})


def account(made: str, *, by_system: bool = False) -> dict[str, str]:
    return {
        "event_user_creation_timestamp": f"{made}.0",
        "event_user_is_created_by_system": str(by_system).lower(),
    }


def named(before: str, today: str, **values: str) -> str:
    """The account of somebody who is called otherwise today."""
    bare = {"event_user_text": "", "page_id": "", "revision_id": ""}
    told = {"event_entity": "user", "user_text_historical": before, "user_text": today}
    return line(**{**bare, **told, **values})


def page(name: str) -> dict[str, str]:
    return {"page_id": name}


FIRST = {"revision_parent_id": "0"}
AB = {"wiki_db": "abwiki"}
RECENT = account("2020-01-03 00:00:00")

# The window of every story is January 2020, in UTC.
STORIES: dict[str, list[str]] = {
    # The window
    "The moment before": [edit("2019-12-31 23:59:59", "The moment before")],
    "The first moment": [edit("2020-01-01 00:00:00", "The first moment")],
    "The last moment": [edit("2020-01-31 23:59:59", "The last moment")],
    "The moment after": [edit("2020-02-01 00:00:00", "The moment after")],
    # Bytes and pages
    "Sizes": [edit("2020-01-05", "Sizes", revision_text_bytes_diff=size) for size in ("100", "-30", "5", "")],
    "Creates": [
        edit("2020-01-05", "Creates", **page("901"), **FIRST),
        edit("2020-01-06", "Creates", **page("901")),
        edit("2020-01-06", "Creates", **page("902")),
    ],
    "Created before": [
        edit("2019-12-05", "Created before", **page("903"), **FIRST),
        edit("2020-01-06", "Created before", **page("903")),
    ],
    "Two wikis": [
        edit("2020-01-06", "Two wikis", **page("904")),
        edit("2020-01-06", "Two wikis", **page("904"), **AB),
    ],
    "Redirects": [edit("2020-01-05", "Redirects", page_is_redirect="true", **FIRST)],
    "Uploads": [
        edit("2020-01-05", "Uploads", page_namespace="6", **FIRST),
        edit("2020-01-05", "Uploads", page_namespace="6"),
    ],
    "Talks": [edit("2020-01-05", "Talks"), edit("2020-01-06", "Talks", page_namespace="2")],
    "Deleted": [edit("2020-01-05", "Deleted", revision_is_deleted_by_page_deletion="true")],
    # New accounts, 14 days before at most
    "Too early": [edit("2020-01-05", "Too early", **account("2019-12-17 23:59:59"))],
    "Early enough": [edit("2020-01-05", "Early enough", **account("2019-12-18 00:00:00"))],
    "At the end": [edit("2020-01-31 23:59:59", "At the end", **account("2020-01-31 23:59:59"))],
    "By the system": [edit("2020-01-05", "By the system", **account("2020-01-03 00:00:00", by_system=True))],
    "Older elsewhere": [
        edit("2020-01-05", "Older elsewhere", **RECENT),
        edit("2020-01-05", "Older elsewhere", **account("2012-01-03 00:00:00"), **AB),
    ],
    "Unrecorded": [edit("2020-01-05", "Unrecorded")],
    "New and silent": [edit("2020-02-05", "New and silent", **RECENT)],
    # Coming back, within 30 days
    "Only within": [edit("2020-01-05", "Only within", **RECENT), edit("2020-01-31 23:59:59", "Only within")],
    "Back at once": [
        edit("2020-01-05", "Back at once", **RECENT),
        edit("2020-02-01 00:00:00", "Back at once"),
    ],
    "Back at last": [
        edit("2020-01-05", "Back at last", **RECENT),
        edit("2020-03-01 23:59:59", "Back at last"),
    ],
    "Back too late": [
        edit("2020-01-05", "Back too late", **RECENT),
        edit("2020-03-02 00:00:00", "Back too late"),
    ],
    # People of several names
    "By number": [
        edit("2020-01-05", "By number", event_user_central_id="77"),
        edit("2020-01-05", "Called otherwise there", event_user_central_id="77", **AB),
    ],
    "Was Amy": [edit("2020-01-05", "Was Amy"), named("Amy", "Was Amy")],
    "Bo": [
        edit("2020-01-05", "Bo"),
        edit("2020-01-06", "Bo"),
        edit("2020-01-05", "Once called Bo"),
        named("Bo", "Once called Bo"),
    ],
    "One Cy": [named("Cy", "One Cy")],
    "Another Cy": [named("Cy", "Another Cy"), edit("2020-01-05", "Another Cy")],
}
ROWS = [row for rows in STORIES.values() for row in rows]
