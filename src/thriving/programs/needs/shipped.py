"""The questionnaire that comes with the software. A round begins with it, and changes it by versions.

Questions and answers with these keys are understood by the summary: which is urgent, what is lacking.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from thriving.kernel.words import FALLBACK, Words
from thriving.questions.actions import Asked
from thriving.questions.models import Option

HELD, SIZE, UNIT, CONDITION, URGENCY = "held", "size", "size_unit", "condition", "urgency"
NOW = "now"  # the most urgent
COUNTED_WHOLE = frozenset({"items", "pages"})  # units
# By question, the answers that say that something is lacking.
LACKING: dict[str, frozenset[str]] = {
    "people": frozenset({"nobody"}),
    "equipment": frozenset({"none"}),
    "connectivity": frozenset({"none", "slow"}),
    "storage": frozenset({"none"}),
    "money": frozenset({"none"}),
}
PURPOSE = _(
    "To learn what heritage is in need, and who could help. Everybody reads what all holders of a region "
    "answer together; what you alone answer, and how to reach you, is read by the team of this round only."
)


@dataclass(frozen=True)
class Written:
    """A question in English, marked for translation."""

    key: str
    kind: str
    title: str
    options: tuple[tuple[str, str], ...] = ()
    help: str = ""
    required: bool = False
    least: Decimal | None = None
    in_totals: bool = True

    def asked(self) -> Asked:
        return Asked(
            kind=self.kind,
            title=said(self.title),
            help=said(self.help) if self.help else Words(),
            required=self.required,
            least=self.least,
            options=tuple(Option(key, said(title)) for key, title in self.options),
            in_totals=self.in_totals,
        )


def said(message: str) -> Words:
    """As translators say it; a language into which nobody has translated it yet says nothing."""
    found = Words({FALLBACK: message})
    for language, _name in settings.LANGUAGES:
        with override(language):
            if (text := gettext(message)) != message:
                found[language] = text
    return found


QUESTIONS = (
    Written(
        HELD,
        "several_of",
        _("What do you keep?"),
        (
            ("photographs", _("Photographs")),
            ("negatives", _("Negatives and slides")),
            ("manuscripts", _("Manuscripts and letters")),
            ("books", _("Printed books")),
            ("newspapers", _("Newspapers and magazines")),
            ("maps", _("Maps and drawings")),
            ("sound", _("Sound recordings")),
            ("film", _("Film and video")),
            ("objects", _("Objects and works of art")),
            ("records", _("Records of offices")),
            ("digital", _("What was digital from the beginning")),
            ("told", _("What is told or sung, and not yet recorded")),
            ("other", _("Something else")),
        ),
        required=True,
    ),
    Written(
        SIZE,
        "number",
        _("How much is it, about?"),
        help=_("A number. What it counts is the next question. Leave both out if you cannot say."),
        least=Decimal(0),
    ),
    Written(
        UNIT,
        "one_of",
        _("What does this number count?"),
        (
            ("items", _("Items")),
            ("pages", _("Pages")),
            ("meters", _("Meters of shelf")),
            ("hours", _("Hours of sound or film")),
            ("gigabytes", _("Gigabytes")),
        ),
    ),
    Written(
        CONDITION,
        "one_of",
        _("In what condition is most of it?"),
        (
            ("good", _("Good")),
            ("fair", _("Used, but whole")),
            ("poor", _("Damaged")),
            ("failing", _("Falling apart")),
        ),
        required=True,
    ),
    Written(
        "digitized",
        "one_of",
        _("How much of it is digitized?"),
        (("none", _("Nothing")), ("little", _("A little")), ("half", _("About half")), ("most", _("Most"))),
    ),
    Written(
        "rights",
        "one_of",
        _("May copies of it be published?"),
        (
            ("free", _("Yes, nobody has rights to it any more")),
            ("ours", _("Yes, the rights are ours")),
            ("others", _("Others have rights to it")),
            ("custom", _("Our customs say who may see it")),
            ("unknown", _("We do not know")),
        ),
    ),
    Written(
        URGENCY,
        "one_of",
        _("How soon must something be done?"),
        (
            (NOW, _("Within a year, or some of it is lost")),
            ("soon", _("Within five years")),
            ("later", _("There is time")),
        ),
        required=True,
    ),
    Written(
        "threatened",
        "long_text",
        _("What is threatened, by what, and where is it?"),
        help=_("Only the team of this round reads it."),
        in_totals=False,
    ),
    Written(
        "secret",
        "long_text",
        _("What must nobody else know?"),
        help=_("Only the team of this round reads it."),
        in_totals=False,
    ),
    Written(
        "people",
        "one_of",
        _("Who could work on digitizing?"),
        (
            ("nobody", _("Nobody")),
            ("hours", _("Somebody, some hours a week")),
            ("one", _("One or two people")),
            ("more", _("More people")),
        ),
    ),
    Written(
        "equipment",
        "several_of",
        _("What equipment is there?"),
        (
            ("scanner", _("A scanner")),
            ("camera", _("A camera with a stand")),
            ("sound", _("Players for sound or film")),
            ("computer", _("A computer")),
            ("none", _("None of it")),
        ),
    ),
    Written(
        "connectivity",
        "one_of",
        _("How is your connection to the internet?"),
        (
            ("none", _("There is none")),
            ("slow", _("Slow or expensive")),
            ("steady", _("Good enough for large files")),
        ),
    ),
    Written(
        "storage",
        "one_of",
        _("Where can digital copies be kept?"),
        (
            ("none", _("Nowhere yet")),
            ("disks", _("On disks or a computer here")),
            ("copies", _("On servers, with copies elsewhere")),
        ),
    ),
    Written(
        "money",
        "one_of",
        _("Is there money for it?"),
        (("none", _("No")), ("some", _("Some")), ("enough", _("Enough to begin"))),
    ),
    Written(
        "asks_for",
        "several_of",
        _("What would help you most?"),
        (
            ("training", _("Learning how to do it")),
            ("equipment", _("Equipment")),
            ("people", _("More hands")),
            ("money", _("Money")),
            ("storage", _("A place for digital copies")),
            ("rights", _("Advice on rights")),
            ("describing", _("Help with describing what we keep")),
            ("visit", _("A visit by somebody who knows")),
        ),
    ),
    Written("more", "long_text", _("What else should we know?"), in_totals=False),
)


def what_is_wrong(answers: Mapping[str, Any]) -> str:
    """A sentence where two answers do not go together: of so many items there is no fraction."""
    size = answers.get(SIZE)
    if size and answers.get(UNIT) in COUNTED_WHOLE and Decimal(size) % 1:
        return gettext("Items and pages are counted whole. Write a number without a fraction.")
    return ""


def questions() -> Iterator[tuple[str, Asked]]:
    yield from ((each.key, each.asked()) for each in QUESTIONS)
