"""What is said of a scope of people: each figure with its definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

EDITS, PAGES, PEOPLE, BYTES, FILES = "edits", "pages", "people", "bytes", "files"


@dataclass(frozen=True)
class Definition:
    title: str
    unit: str
    words: str


# In the order in which they are told.
DEFINITIONS: Mapping[str, Definition] = {
    "people": Definition(
        "People",
        PEOPLE,
        "People of the list who have an account on one of the wikis; each once, on however many wikis and "
        "by however many names.",
    ),
    "editors": Definition("Editors", PEOPLE, "Those of them with at least one edit."),
    "edits": Definition("Edits", EDITS, "Revisions made in the window."),
    "pages_created": Definition(
        "Pages created",
        PAGES,
        "Pages whose first revision (the one without a parent) is such an edit, and which are no redirect as "
        "of the snapshot, where the dump tells redirects.",
    ),
    "pages_improved": Definition(
        "Pages improved",
        PAGES,
        "Pages with such an edit that nobody of the scope created in the window. Redirects are left out too.",
    ),
    "bytes_added": Definition(
        "Bytes added",
        BYTES,
        "The sum of the differences in size of the edits that made a page longer. A first revision counts "
        "whole; an edit whose difference the dump does not know counts nothing.",
    ),
    "bytes_removed": Definition(
        "Bytes removed",
        BYTES,
        "The sum, as a positive number, of the differences in size of the edits that made a page shorter.",
    ),
    "uploads": Definition(
        "Uploads",
        FILES,
        "Pages created in namespace 6 (File), counted whether or not content pages alone are asked for. A "
        "new version of a file that was there is none, and the log of uploads is not in the dump.",
    ),
    "new_editors": Definition(
        "New editors",
        PEOPLE,
        "Editors who made an account in the window or in the days before it, and have no account on one of "
        "the wikis that is older, or whose age was not recorded. An account that the system made for "
        "somebody from another wiki makes nobody new.",
    ),
    "retained_editors": Definition(
        "Retained editors",
        PEOPLE,
        "Editors with at least one more edit, counted alike, from the end of the window (included) until so "
        "many days of 86,400 seconds later (left out).",
    ),
    "retained_new_editors": Definition(
        "Retained new editors", PEOPLE, "Those of the new editors who are retained editors."
    ),
}

SOURCE = (
    "Thriving, after Wikimetrics (wikimedia/analytics-wikimetrics): edits, pages_created and bytes_added, "
    "with bytes added and removed kept apart, and people counted across wikis"
)
LIMITS = (
    "People are one where they share a central id, and by name where the dump knows none. Names are those of "
    "the snapshot; a name that nobody has today is looked for among earlier ones, which only the events of "
    "accounts tell. Reverted edits count, edits of bots on the list too."
)
EDGES = (
    "The window holds the moment it begins with and not the one it ends with, as the clocks of the time zone "
    "show them. Of several scopes together each edit, page and person counts once; a page that any of them "
    "created is created; who is new or retained in any of them is so in all."
)
