"""By what a report becomes a crisis, and how grave it is at least: each answered, none typed.

Whoever is not sure of an answer is taken to have said yes: what is unclear is treated as if it were so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.safety.crisis.severity import Said, Severity, graver


@dataclass(frozen=True)
class Criterion:
    """``floor``: no crisis in which this holds is less grave."""

    key: str
    question: str | Promise
    floor: Severity

    @property
    def asked(self) -> str:
        return str(self.question) % {"count": settings.CRISIS_VOLUNTEERS}


HARM, STATE, BLOCKED, MANY, LEGAL, DISCRETION = CRITERIA = (
    Criterion(
        "harm",
        gettext_lazy("Is somebody about to come to harm because of what they do in the movement?"),
        Severity.S1,
    ),
    Criterion("state", gettext_lazy("Has a state or an armed group a hand in it?"), Severity.S2),
    Criterion(
        "blocked",
        gettext_lazy("Is a project out of reach in a country, or with a provider?"),
        Severity.S2,
    ),
    Criterion("many", gettext_lazy("Are %(count)s or more volunteers affected?"), Severity.S2),
    Criterion("legal", gettext_lazy("Does somebody use the law to get data of volunteers?"), Severity.S2),
    Criterion("discretion", gettext_lazy("Do you find it a crisis for another reason?"), Severity.S4),
)
BY_KEY = {each.key: each for each in CRITERIA}

Answers = Mapping[str, str]  # by the key of the criterion, what of ``Said``


def holding(answers: Answers) -> list[Criterion]:
    """Those answered with yes, or not surely with no."""
    return [each for each in CRITERIA if answers.get(each.key) != Said.NO]


def qualifies(answers: Answers) -> bool:
    return bool(holding(answers))


def gravest(answers: Answers) -> Severity | None:
    """The least severity that these answers allow; nothing where none holds."""
    floors = [each.floor for each in holding(answers)]
    return graver(*floors) if floors else None


def problem(answers: Answers) -> str:
    """What is wrong with a set of answers; empty where each was given."""
    if set(answers) == set(BY_KEY) and set(answers.values()) <= set(Said):
        return ""
    return _("Answer each of the questions. “Not sure” is an answer.")
