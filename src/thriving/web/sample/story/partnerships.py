"""Partners who keep heritage, and an agreement that rests on five streams of research."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop as _

from thriving.web.sample.deeds import OfPartnership

PARTNERSHIP, WITH = "diverse-content-research", "capital-students"
TITLE = _("Research on how diverse content comes to the wikis")
MILESTONE_TITLE = _("Partnership agreement that rests on research")
CONTACT, STREAMS, OURS, THEIRS = date(2019, 9, 2), date(2019, 9, 12), date(2019, 11, 11), date(2019, 11, 18)
DRAFTED, COMPLETED, READY = date(2020, 3, 27), date(2020, 5, 21), date(2020, 6, 18)

WANTED = {
    "ours": "To know what lowers the barriers before we pay for lowering them.",
    "theirs": "Two years of research that we choose together, published in full, whatever it finds.",
}


@dataclass(frozen=True)
class Line:
    """A stream of research."""

    title: str  # marked for translation
    questions: str
    methods: str


LINES = {
    "stream-1": Line(
        _("What small archives can do"),
        "What can archives with fewer than five people describe by themselves, and for how long is it right?",
        "Twelve archives describe a hundred items each; a second person describes them again after a year.",
    ),
    "stream-2": Line(
        _("Pictures that nobody uses"),
        "Which donated pictures are found, and which of those stand in articles a year later?",
        "All donations of three years, counted from the logs of the wikis.",
    ),
    "stream-3": Line(
        _("Data about monuments"),
        "Who uses lists of monuments outside the wikis, and what for?",
        "Letters to two hundred who downloaded them, and talks with twenty.",
    ),
    "stream-4": Line(
        _("Institutions that come back"),
        "What keeps an institution from donating a second time?",
        "Talks with thirty institutions that donated once, and with ten that came back.",
    ),
    "stream-5": Line(
        _("Tools of volunteers"),
        "Which tools do volunteers stop using, when, and what do they use instead?",
        "A questionnaire in six languages, and the logs of four tools.",
    ),
}


@dataclass(frozen=True)
class Result:
    stream: str
    on: date
    title: str  # marked for translation
    text: str


FINDINGS = (
    Result(
        "stream-1",
        date(2019, 9, 30),
        _("Finding: what small archives can describe by themselves"),
        "Places and years are right in nine of ten descriptions; names of people in six of ten.",
    ),
    Result(
        "stream-2",
        date(2019, 11, 21),
        _("Finding: where pictures are found but not used"),
        "Pictures with a description in one language alone are opened as often, and used half as often.",
    ),
    Result(
        "stream-3",
        date(2020, 1, 16),
        _("Finding: who reuses data about monuments"),
        "Two in three are offices of towns. They come back when somebody answers their corrections.",
    ),
    Result(
        "stream-1",
        date(2020, 2, 6),
        _("Finding: how long a description stays right"),
        "After a year, four of a hundred descriptions were no longer right; nearly all named an owner.",
    ),
    Result(
        "stream-4",
        date(2020, 3, 12),
        _("Finding: what keeps institutions from a second donation"),
        "Nobody told them what became of the first one. Of those who were told, most came back.",
    ),
    Result(
        "stream-5",
        date(2020, 5, 19),
        _("Finding: which tools volunteers leave, and when"),
        "They leave when a tool asks for the same thing twice; most do so in the second week.",
    ),
)
WITHDRAWN_ON, WITHDRAWN = date(2020, 6, 2), 3  # which of them
WHY_WITHDRAWN = "Two archives had corrected their descriptions before they were read a second time."


@dataclass(frozen=True)
class Written:
    """A clause, and the findings on which it rests: "stream-2/1" is the first of the second stream."""

    number: str
    text: str
    rests_on: tuple[str, ...] = ()
    since: date = DRAFTED


CLAUSES = (
    Written("1", "Both sides name one person each who answers within five working days."),
    Written(
        "2.1",
        "The partner trains archives to describe places and years; a second reader checks names of people.",
        ("stream-1/1",),
    ),
    Written(
        "2.2",
        "No collection is published before its descriptions stand in two languages.",
        ("stream-2/1",),
    ),
    Written(
        "3.1",
        "Corrections from towns are answered within thirty days, and the answers are published.",
        ("stream-3/1",),
    ),
    Written(
        "3.2",
        "Every institution is told after six months what became of its donation.",
        ("stream-4/1", "stream-2/1"),
    ),
    Written(
        "4",
        "Tools that the partner builds ask for nothing twice; who leaves them is asked why.",
        ("stream-5/1",),
        since=COMPLETED,
    ),
)


@dataclass(frozen=True)
class Meeting:
    """With whom of `groups.PARTNERS`; the plan about heritage counts where they are."""

    partner: str
    kind: str
    on: date
    about: str
    outcome: str


MEETINGS = (
    Meeting(
        "valley-archive",
        "archive",
        date(2019, 10, 17),
        "Which of its village registers decay first, and who reads them.",
        "It would take part, with two of its readers.",
    ),
    Meeting(
        "northern-library",
        "library",
        date(2019, 11, 28),
        "How it chose what to digitize, and what it would choose otherwise.",
        "It lends us its list of criteria.",
    ),
    Meeting(
        "river-museum",
        "museum",
        date(2020, 1, 22),
        "Recordings on tapes that no machine in town can play.",
        "It counts its tapes until spring.",
    ),
    Meeting(
        "coast-collection",
        "private_collection",
        date(2020, 1, 30),
        "Letters in a script that few read, and who may decide about them.",
        "The family wants to be asked about each publication.",
    ),
)


def deeds() -> tuple[OfPartnership, ...]:
    steps = (
        (CONTACT, "contact"),
        (STREAMS, "streams"),
        (OURS, "ours"),
        (THEIRS, "theirs"),
        (DRAFTED, "draft"),
        (COMPLETED, "complete"),
        (WITHDRAWN_ON, "withdraw"),
        (READY, "ready"),
    )
    return (
        *(OfPartnership(on, step) for on, step in steps),
        *(OfPartnership(each.on, "find", number) for number, each in enumerate(FINDINGS)),
        *(OfPartnership(each.on, "meet", number) for number, each in enumerate(MEETINGS)),
    )
