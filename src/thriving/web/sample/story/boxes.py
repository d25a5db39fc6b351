"""The box of a campaign in three versions, and two campaigns that came out of it: all invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop as _

from thriving.web.sample.deeds import OfCampaign, Packed

BOX = "small-campaign"
TITLE = _("A small campaign in four weeks")
TEXT = _("What twelve groups needed to write about the places where they live, by week.")
DAYS = 28


@dataclass(frozen=True)
class Page:
    """A piece of the box; ``day`` is counted from the first one."""

    kind: str
    key: str
    title: str
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
    Page("worklist", "voices", _("Voices that nobody has recorded"), things=VOICES),
    Page("page", "welcome", _("Welcome"), _("{title} begins on {start}. Everybody can write.")),
)
SECOND = (Page("task", "checklist", _("Print the checklist of one page"), day=-2, role="host"),)
THIRD = (Page("mail", "names", _("Three names"), _("Whom do you know who should be at {title}?")),)
DROPPED = ("task", "history")
VERSIONS = (
    # When, what is new, the pieces that came with it, and the experiment that it was learned from.
    (date(2019, 9, 2), "", FIRST, ""),
    (date(2019, 11, 12), _("Six pages in place of ten, and a checklist."), SECOND, "photo-walk-kit"),
    (date(2020, 5, 25), _("Participants are asked for three names."), THIRD, "letter-chain"),
)


@dataclass(frozen=True)
class Run:
    key: str
    title: str
    country: str
    language: str
    planned: date
    begins: date
    over: date
    learned: str
    town: str
    zone: str
    held: date  # the day of its event
    came: int
    told: date  # the day on which what was recorded came as a list
    follows: date | None = None  # when what was new in the box was taken over


RECORDED = 6  # oral histories of each campaign, by as many people
RUNS = (
    Run(
        "harbor-towns",
        _("Harbor towns"),
        "GH",
        "en",
        date(2019, 10, 14),
        date(2019, 11, 4),
        date(2019, 12, 4),
        "Whoever lived there knew more than the books did. We need a way to record what they tell.",
        town="Tema",
        zone="Africa/Accra",
        held=date(2019, 11, 19),
        came=12,
        told=date(2019, 11, 27),
        follows=date(2019, 11, 13),
    ),
    Run(
        "market-days",
        _("Market days"),
        "BO",
        "es",
        date(2020, 2, 3),
        date(2020, 3, 2),
        date(2020, 4, 2),
        "Half of the people came with a child. A second room was worth more than a second computer.",
        town="Oruro",
        zone="America/La_Paz",
        held=date(2020, 3, 14),
        came=14,
        told=date(2020, 3, 25),
    ),
)


def deeds() -> tuple[Packed | OfCampaign, ...]:
    packed = (Packed(on, number) for number, (on, *_rest) in enumerate(VERSIONS, 1))
    steps = (OfCampaign(day, run.key, step) for run in RUNS for day, step in _steps(run) if day)
    return (*packed, *steps)


def _steps(run: Run) -> tuple[tuple[date | None, str], ...]:
    return (
        (run.planned, "plan"),
        (run.begins, "start"),
        (run.begins, "invite"),
        (run.follows, "follow"),
        (run.held, "hold"),
        (run.told, "tell"),
        (run.over, "finish"),
    )
