"""Experiments with campaigns: what was decided in autumn and winter, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from thriving.web.sample.deeds import Begun, Concluded, Connected, Decided

CAMPAIGN = "campaign-in-a-box"
ONE_PAGE, THREE_NAMES = "one-page-that-is-used", "invited-by-somebody-who-was-there"
BEFORE = timedelta(days=7)  # between the decision and the first day


@dataclass(frozen=True)
class Trial:
    """``changed`` and ``compared``: how many of how many did what is measured."""

    key: str
    framework: str
    title: str  # marked for translation
    first: date
    last: date
    question: str
    hypothesis: str
    change: str
    comparison: str
    measured: str
    worth_having: Decimal  # percentage points
    changed: tuple[int, int]
    compared: tuple[int, int]
    lessons: str
    sample: str
    planned: int  # on each side
    led_to: str = ""
    # When it was said to belong to which initiative, and to rest on which learning patterns.
    connected: tuple[tuple[date, str, tuple[str, ...]], ...] = ()


TRIALS = (
    Trial(
        "photo-walk-kit",
        CAMPAIGN,
        _("A photo walk from a kit of ten pages"),
        date(2019, 9, 21),
        date(2019, 11, 7),
        "Does a short printed kit bring more first-time uploaders to a photo walk?",
        "Organizers who hold a kit spend their time with newcomers, so more of these upload a picture.",
        "Local organizers get a kit of ten pages, a week before their walk.",
        "Walks in the same towns in the year before, with a list of links.",
        "Of those who came for the first time: who uploaded a picture within seven days.",
        Decimal(10),
        (58, 94),
        (31, 88),
        "The page with the checklist was used by everybody, the page with the history by nobody.",
        "Everybody who came to one of eight walks for the first time and signed the list at the door.",
        90,
        "The kit has six pages in its second version.",
        connected=(
            (date(2019, 11, 7), "", (ONE_PAGE,)),
            (date(2019, 12, 3), "campaign-kit", (ONE_PAGE,)),
        ),
    ),
    Trial(
        "radio-quiz",
        CAMPAIGN,
        _("A quiz on local radio that leads to a page"),
        date(2019, 11, 25),
        date(2020, 1, 23),
        "Do listeners of a quiz come to a page in their language?",
        "A question that is open until the next morning makes people look it up.",
        "A weekly quiz on two stations names the page where the answer stands.",
        "Two stations of the same region whose quiz names no page.",
        "Of listeners who were asked on the telephone: who had opened the page.",
        Decimal(5),
        (22, 210),
        (17, 205),
        "Most listeners share one telephone at home. We asked at the wrong time of day.",
        "Listeners drawn from the telephone lists of four stations, every tenth number.",
        220,
        connected=((date(2020, 1, 23), "campaign-kit", ()),),
    ),
    Trial(
        "mentor-hotline",
        "helpdesk",
        _("A telephone hour with a mentor"),
        date(2019, 12, 2),
        date(2020, 2, 13),
        "Does an hour on the telephone keep newcomers longer than a talk page does?",
        "A voice answers what people do not dare to write.",
        "Newcomers of odd weeks are offered a telephone hour with a mentor.",
        "Newcomers of even weeks are offered the mentor's talk page.",
        "Who edits again in the second thirty days.",
        Decimal(5),
        (41, 130),
        (26, 127),
        "Mentors need an hour before and after each call. It is worth it where there are mentors enough.",
        "All who asked for help from December on, by the week in which they did.",
        130,
        "The helpdesk keeps a telephone hour in two languages.",
        connected=((date(2020, 2, 13), "telephone-mentors", ()),),
    ),
    Trial(
        "two-week-relay",
        CAMPAIGN,
        _("A relay of two weeks between three groups"),
        date(2020, 2, 3),
        date(2020, 3, 19),
        "Do more articles last when one group hands them on to the next?",
        "A second pair of hands finds what the first overlooked.",
        "Each article goes through three groups in two weeks.",
        "Articles of the same lists that one group writes alone.",
        "Articles that still stand a month later.",
        Decimal(10),
        (112, 140),
        (109, 138),
        "Handing on took more time than it saved. Groups liked to meet each other.",
        "The articles of six lists, each list divided by lot.",
        140,
        connected=((date(2020, 3, 19), "campaign-kit", ()),),
    ),
    Trial(
        "letter-chain",
        CAMPAIGN,
        _("Invitations from former participants"),
        date(2020, 4, 1),
        date(2020, 5, 20),
        "Does an invitation by somebody who took part bring more people than one by the organizer?",
        "People come when a friend has been there.",
        "Participants of earlier campaigns write the invitations.",
        "Invitations by the organizer, drawn by lot.",
        "Who came of those who were invited.",
        Decimal(5),
        (96, 320),
        (52, 318),
        "Short letters in one's own words did best. The template was ignored, and rightly so.",
        "People on the lists of three earlier campaigns, drawn by lot, whoever wrote to them.",
        320,
        "The third version of the kit asks participants for three names.",
        connected=((date(2020, 4, 1), "campaign-kit", (THREE_NAMES,)),),
    ),
)


def deeds() -> tuple[Decided | Begun | Concluded | Connected, ...]:
    decided = (Decided(trial.first - BEFORE, trial.key) for trial in TRIALS)
    begun = (Begun(trial.first, trial.key) for trial in TRIALS)
    concluded = (Concluded(trial.last, trial.key) for trial in TRIALS)
    connected = (
        Connected(on, trial.key, initiative, patterns)
        for trial in TRIALS
        for on, initiative, patterns in trial.connected
    )
    return (*decided, *begun, *concluded, *connected)
