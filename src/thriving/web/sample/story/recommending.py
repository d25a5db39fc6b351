"""What the council of translators recommends, and how it is answered: in time, late, and not yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_noop as _

from thriving.programs.councils.models import Theme
from thriving.web.sample import cast
from thriving.web.sample.cast import Somebody
from thriving.web.sample.deeds import OfRecommendation
from thriving.web.sample.story.councils import TRANSLATORS

FIRST, SECOND = date(2020, 1, 15), date(2020, 4, 22)  # days on which it meets
PRIORITY, OBJECTIVE = "diverse-content", "lower-barriers-to-diverse-content"
AGENDA = {
    1: ("What stops those who translate on a phone", "What we ask for first"),
    2: ("What was answered, and what was not", "Who names the words of a tool"),
}
DECIDED = {
    1: "The council asks for both: a draft that a phone keeps, and somebody to ask about safety.",
    2: "The council asks all translators of a language before a word of a tool is changed.",
}
MINUTES = {
    1: "Members told how they translate: at night, on a phone, with a network that comes and goes. "
    "What is lost most often is a page that was nearly done.\n\n"
    "Two things were asked for, each by a vote of its own. One of them waits for the second meeting.",
    2: "One answer came in time and helps already. One came more than two weeks late; it agrees in part.\n\n"
    "The council wants to be asked before the words of a tool change, not after.",
}


@dataclass(frozen=True)
class Recommended:
    """A recommendation, in words marked for translation; ``answer`` with its reason, if one came."""

    title: str
    text: str
    theme: Theme
    to: Somebody
    answer: str = ""
    reason: str = ""
    meeting: int = 0  # at which it is adopted; none: by a vote in writing
    seen_at: str = field(default="")  # where it can be seen that it is done


RECOMMENDED = {
    1: Recommended(
        _("Keep a draft when the network is gone"),
        _(
            "Who translates on a phone loses a page each time the network goes. Let the exercises of the "
            "courses teach how to keep a draft, and let those who run them try it on a phone first."
        ),
        Theme.TOOLS,
        cast.LEADERSHIP,
        "accepted",
        "We have lost drafts ourselves. The next course begins with it; exercises are tried on a phone.",
        meeting=1,
        seen_at="https://courses.sample.invalid/keep-a-draft",
    ),
    2: Recommended(
        _("Say in every language whom to turn to"),
        _(
            "Who is harassed while translating finds the page about it in two languages. Have it translated "
            "first of all pages, and pay for that where no volunteer can."
        ),
        Theme.SAFETY,
        cast.SAFETY,
        "in_part",
        "The page is translated first, from now on. We cannot promise to pay for it everywhere this year.",
        meeting=1,
    ),
    3: Recommended(
        _("Ask before the words of a tool change"),
        _(
            "When a word of a tool is changed, everybody's notes are wrong for weeks. Ask the translators of "
            "a language before, and give them a month."
        ),
        Theme.LANGUAGES,
        cast.EDITOR,
    ),
}
NEEDS_TIME = "The makers of three tools have to agree first. Two have."
UNTIL = date(2020, 7, 31)


def deeds() -> tuple[OfRecommendation, ...]:
    steps = (
        (date(2019, 12, 9), "plan", 1),
        (date(2020, 1, 8), "call", 1),
        (FIRST, "meet", 1),
        (FIRST, "adopt", 1),
        (FIRST, "adopt", 2),
        (date(2020, 1, 29), "publish", 1),
        (date(2020, 2, 20), "answer", 1),
        (date(2020, 3, 16), "judge", 0),
        (date(2020, 3, 25), "adopt", 3),
        (date(2020, 4, 1), "plan", 2),
        (date(2020, 4, 2), "answer", 2),
        (date(2020, 4, 8), "call", 2),
        (SECOND, "meet", 2),
        (date(2020, 5, 4), "do", 1),
        (date(2020, 5, 6), "publish", 2),
        (date(2020, 5, 20), "ask for time", 3),
        (date(2020, 5, 25), "judge", 0),
    )
    return tuple(OfRecommendation(on, TRANSLATORS, step, number) for on, step, number in steps)
