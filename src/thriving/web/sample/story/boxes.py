"""The box of a campaign in three versions: all invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop as _

from thriving.web.sample.deeds import Packed

BOX = "small-campaign"
TITLE = _("A small campaign in four weeks")
TEXT = _("What twelve groups needed to write about the places where they live, by week.")
DAYS = 28


@dataclass(frozen=True)
class Page:
    """A piece of the box; ``day`` is counted from the first one."""

    kind: str
    key: str
    title: str = ""
    text: str = ""
    day: int | None = None
    role: str = ""
    measure: str = ""
    target: int | None = None
    things: tuple[tuple[str, str, str], ...] = ()  # name, wiki, address


VOICES = (
    ("The harbor master of Stone Harbor", "", "https://sample.invalid/voices/1"),
    ("The weighers of Lowfield Market", "", "https://sample.invalid/voices/2"),
)
FIRST = (
    Page("role", "host", _("Host"), _("Opens the room, knows who came, and closes it again.")),
    Page("lesson", "looking", _("Looking before writing"), _("An hour with sources on paper."), day=0),
    Page("lesson", "first-article", _("The first article"), _("Two people, one page."), day=7),
    Page("task", "room", _("Find a room that everybody can reach"), day=-21, role="host"),
    Page("task", "history", _("Read ten pages about the history of such campaigns"), day=-14, role="host"),
    Page("safety", "whom-to-call", _("Agree on whom to call, and tell everybody"), day=-7, role="host"),
    Page("goal", "writers", _("People who took part"), measure="participants", target=20),
    Page("goal", "recordings", measure="new_kinds", target=35),
    Page("worklist", "voices", _("Voices that nobody has recorded"), things=VOICES),
    Page("page", "welcome", _("Welcome"), _("{title} begins on {start}. Everybody can write.")),
)
SECOND = (
    Page("task", "checklist", _("Print the checklist of one page"), day=-2, role="host"),
    Page("pattern", "one-page-that-is-used"),
)
THIRD = (Page("mail", "names", _("Three names"), _("Whom do you know who should be at {title}?")),)
DROPPED = ("task", "history")
VERSIONS = (
    # When, what is new, the pieces that came with it, and the experiment that it was learned from.
    (date(2019, 9, 2), "", FIRST, ""),
    (date(2019, 11, 12), _("Six pages in place of ten, and a checklist."), SECOND, "photo-walk-kit"),
    (date(2020, 5, 25), _("Participants are asked for three names."), THIRD, "letter-chain"),
)


def deeds() -> tuple[Packed, ...]:
    return tuple(Packed(on, number) for number, (on, *_rest) in enumerate(VERSIONS, 1))
