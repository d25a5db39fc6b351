"""What people ask in the sample year, and who answers when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thriving.web.sample.deeds import Answered, Asked


@dataclass(frozen=True)
class Exchange:
    """``answered`` is None while nobody has; what was agreed to is published with its answer."""

    key: str
    area: str  # the key of a priority
    asked: date
    words: str
    language: str
    answered: date | None = None
    answer: str = ""
    published: bool = False


EXCHANGES = (
    Exchange(
        "boats",
        "diverse-content",
        date(2019, 11, 18),
        "নদীর নৌকার ছবি আছে, কিন্তু কোনো লিখিত সূত্র নেই। এগুলো কি কাজে লাগবে?",
        "bn",
        date(2019, 11, 21),
        "হ্যাঁ। ছবিগুলো আপলোড করুন; যিনি নৌকা বানান তাঁর কথা রেকর্ড করলে সেটিও একটি সূত্র।",
        published=True,
    ),
    Exchange(
        "first-session",
        "community-leadership-development",
        date(2020, 2, 10),
        "I have never led anything. May I still come to a session?",
        "en",
        date(2020, 2, 24),
        "Yes, please do. Half of those who come have not, or think so.",
        published=True,
    ),
    Exchange(
        "girls-club",
        "movement-diversity",
        date(2020, 4, 1),
        "¿Hay dinero para un club de chicas que se reúne en la escuela?",
        "es",
    ),
)


def deeds() -> tuple[Asked | Answered, ...]:
    asked = (Asked(each.asked, each.key) for each in EXCHANGES)
    return (*asked, *(Answered(each.answered, each.key) for each in EXCHANGES if each.answered))
