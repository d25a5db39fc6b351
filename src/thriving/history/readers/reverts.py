"""Which edits brought a page back to what it was, by the hash of its text, and which they undid.

The rule of mediawiki_history, without a limit of time or distance (wikimedia/analytics-refinery-source): of
the revisions with one hash the first is the base and the later ones are reverts, unless a revision follows
its like directly and so changed nothing. Every revision between is undone by the next revert to come.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Hashed(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def parent(self) -> int | None: ...
    @property
    def sha1(self) -> str | None: ...


class Verdict(NamedTuple):
    """On a revision: the place in the page of the first that undid it; and whether it undid others."""

    reverted_by: int | None
    is_revert: bool


_NEITHER = Verdict(None, is_revert=False)  # nearly all of them


def verdicts(revisions: Sequence[Hashed]) -> list[Verdict]:
    """``revisions``: all of one page, by time and then by id."""
    bases = _bases(revisions)
    found: list[Verdict] = []
    upcoming: dict[int, int] = {}  # by base, the nearest revert to it; the nearest of all stands last
    for place in range(len(revisions) - 1, -1, -1):
        upcoming.pop(place, None)  # what stands before the base of a revert is not undone by it
        base = bases.get(place)
        if base is None and not upcoming:
            found.append(_NEITHER)
            continue
        found.append(Verdict(_undone_by(base, upcoming), base is not None))
        if base is not None:
            upcoming.pop(base, None)
            upcoming[base] = place
    return found[::-1]


def _undone_by(mine: int | None, upcoming: dict[int, int]) -> int | None:
    """A revert is not undone by a later one to the same text."""
    for base in reversed(upcoming):
        if base != mine:
            return upcoming[base]
    return None


def _bases(revisions: Sequence[Hashed]) -> dict[int, int]:
    """For each revert, by place, the place of the revision whose text it restored."""
    first: dict[str, int] = {}
    previous: dict[str, int] = {}  # the id of the last revision with the hash
    bases: dict[int, int] = {}
    for place, revision in enumerate(revisions):
        if revision.sha1 is None:
            continue
        if revision.sha1 in first and revision.parent != previous[revision.sha1]:
            bases[place] = first[revision.sha1]
        first.setdefault(revision.sha1, place)
        previous[revision.sha1] = revision.id
    return bases
