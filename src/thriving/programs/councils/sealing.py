"""What councils adopted and agreed to: `thriving check` names words and days that were changed since."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from thriving.kernel import files
from thriving.kernel.files import Rests
from thriving.programs.councils.models import AgendaItem, Charter, Minutes, Recommendation

_AT_ONCE = 500


def mismatches() -> Iterator[str]:
    """A sentence for each that is not as it was sealed."""
    yield from _charters()
    yield from _minutes()
    yield from _recommendations()


def _charters() -> Iterator[str]:
    for each in Charter.objects.select_related("council").order_by("pk").iterator(_AT_ONCE):
        if sha256(each.text.encode()).hexdigest() != each.digest:
            yield f"charter {each.number} of {each.council.key} is not the one that was adopted"


def _minutes() -> Iterator[str]:
    found = Minutes.objects.select_related("meeting__council").order_by("pk")
    for each in found.iterator(_AT_ONCE):
        if not each.is_whole:
            yield f"version {each.number} of the minutes of {_meeting(each)} is not the one that was written"


def _meeting(minutes: Minutes) -> str:
    return f"{minutes.meeting.council.key}, meeting {minutes.meeting.number}"


def _recommendations() -> Iterator[str]:
    """The words of each, and that its day is no later than the one with which it was adopted."""
    found = Recommendation.objects.exclude(adoption=None).select_related("adoption", "council")
    for each in found.order_by("pk").iterator(_AT_ONCE):
        if not each.is_as_adopted:
            yield f"recommendation {each.number} of {each.council.key} does not say what was adopted"
        if each.due_on is None or each.due_on > each.adoption.due_on:
            yield f"recommendation {each.number} of {each.council.key} is due later than was promised"


def papers() -> Iterator[Rests]:
    found = AgendaItem.objects.exclude(paper=None).select_related("meeting__council", "paper")
    for each in found.order_by("pk").iterator(_AT_ONCE):
        if each.paper:
            meeting = f"{each.meeting.council.key}, meeting {each.meeting.number}"
            yield Rests(each.paper.key, each.paper_digest, f"a paper of {meeting}")


files.resting.add("councils", papers)
