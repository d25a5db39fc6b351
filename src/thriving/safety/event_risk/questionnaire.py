"""The few questions that say how carefully the risks of an event are looked at. A change is a new version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thriving.safety.event_risk.matrix import Domain
from thriving.safety.event_risk.stakeholding import ENHANCED, LIGHT, STANDARD

NONE = "none"


class Tier(models.TextChoices):
    NONE = NONE, _("No assessment")
    LIGHT = LIGHT, pgettext_lazy("care", "Light")
    STANDARD = STANDARD, _("Standard")
    ENHANCED = ENHANCED, _("Enhanced")


ORDER = (NONE, LIGHT, STANDARD, ENHANCED)


class Answer(models.TextChoices):
    YES = "yes", _("Yes")
    UNSURE = "unsure", _("Not sure")
    NO = "no", _("No")


@dataclass(frozen=True)
class Question:
    """Whoever is not sure is asked to look as carefully as somebody who says yes."""

    key: str
    words: str | Promise
    tier: str  # that a yes asks for


@dataclass(frozen=True)
class Questionnaire:
    version: int
    questions: tuple[Question, ...]

    def tier(self, answers: Mapping[str, str]) -> str:
        """The highest that any answer asks for; what was not answered counts as a yes."""
        asked = [each.tier for each in self.questions if answers.get(each.key) != Answer.NO]
        return max(asked, key=ORDER.index, default=NONE)


_FIRST = Questionnaire(
    1,
    (
        Question("in_person", _("Do people meet in person?"), LIGHT),
        Question("overnight", _("Do people travel from another country, or stay overnight?"), STANDARD),
        Question("many", _("Do more than 50 people come?"), STANDARD),
        Question("minors", _("Do people younger than 18 take part?"), STANDARD),
        Question(
            "trouble", _("Was there harassment, a threat or an accident at an event like it?"), STANDARD
        ),
        Question(
            "danger",
            _("Could taking part, or being known to have taken part, put somebody in danger?"),
            ENHANCED,
        ),
        Question(
            "authorities",
            _("Could authorities or armed groups take an interest in the topic, the place or the people?"),
            ENHANCED,
        ),
    ),
)

QUESTIONNAIRES: Mapping[int, Questionnaire] = MappingProxyType({each.version: each for each in (_FIRST,)})
NEWEST = QUESTIONNAIRES[max(QUESTIONNAIRES)]

# Which domains each tier must have looked at: with a risk in it, or by saying that none was found.
LOOKED_AT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        LIGHT: (Domain.LIFE_AND_LIBERTY, Domain.HEALTH),
        STANDARD: tuple(Domain),
        ENHANCED: tuple(Domain),
    }
)


def is_higher(tier: str, other: str) -> bool:
    return ORDER.index(tier) > ORDER.index(other)
