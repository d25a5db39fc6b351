"""What holders of heritage need: a round in five regions, by links and on paper; one region has nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext_noop as _

from thriving.web.sample.deeds import OfNeeds
from thriving.web.sample.groups import AFRICA, EAST, LATIN, MIDDLE, SOUTH

ROUND = "heritage-needs-2019"
TITLE = _("What heritage needs, region by region")
SERVES = "heritage-digitization-needs/regions"
REGIONS = (AFRICA, EAST, LATIN, MIDDLE, SOUTH)
PLANNED, OPENED, ENDS = date(2019, 9, 17), date(2019, 10, 1), date(2020, 6, 30)
TYPED, SECOND_TABLE = date(2020, 2, 20), date(2020, 5, 14)


@dataclass(frozen=True)
class Visited:
    """A holder that was sent a link. ``answers``: none yet, where it is only asked."""

    on: date
    name: str
    kind: str
    country: str
    languages: tuple[str, ...]
    partner: str = ""
    may_be_named: bool = True
    answers: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    finishes: bool = True


VISITED = (
    Visited(
        date(2019, 10, 24),
        "Archivo Comunitario del Valle Hondo",
        "archive",
        "PE",
        ("es", "qu"),
        partner="valley-archive",
        answers=(
            ("held", ("manuscripts", "photographs", "records")),
            ("size", "38"),
            ("size_unit", "meters"),
            ("condition", "poor"),
            ("digitized", "none"),
            ("rights", "ours"),
            ("urgency", "now"),
            ("threatened", "Los registros de bautizos, por la humedad, en el sótano."),
            ("people", "hours"),
            ("equipment", ("camera",)),
            ("connectivity", "slow"),
            ("storage", "none"),
            ("money", "none"),
            ("asks_for", ("training", "storage")),
        ),
    ),
    Visited(
        date(2020, 1, 28),
        "Musée du Grand Fleuve",
        "museum",
        "SN",
        ("fr", "wo"),
        partner="river-museum",
        answers=(
            ("held", ("sound", "objects")),
            ("size", "2600"),
            ("size_unit", "hours"),
            ("condition", "failing"),
            ("digitized", "little"),
            ("rights", "custom"),
            ("urgency", "now"),
            ("people", "one"),
            ("equipment", ("none",)),
            ("connectivity", "slow"),
            ("storage", "disks"),
            ("money", "none"),
            ("asks_for", ("equipment", "rights")),
        ),
    ),
    Visited(
        date(2020, 2, 5),
        "Maktaba ya Pwani Kongwe",
        "private_collection",
        "KE",
        ("sw", "ar"),
        partner="coast-collection",
        may_be_named=False,
        answers=(
            ("held", ("manuscripts",)),
            ("condition", "fair"),
            ("rights", "custom"),
            ("urgency", "soon"),
            ("people", "nobody"),
            ("asks_for", ("visit",)),
        ),
    ),
    Visited(
        date(2020, 3, 3),
        "पुरानी हवेली पुस्तकालय",
        "library",
        "IN",
        ("hi", "ur"),
        answers=(("held", ("books", "newspapers")), ("size", "12000"), ("size_unit", "items")),
        finishes=False,
    ),
)


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper as somebody typed it: numbers are the ones that stand beside the answers."""

    code: str
    name: str
    kind: str
    country: str
    languages: str
    day: str
    held: str
    size: str
    size_unit: str
    condition: str
    urgency: str
    people: str
    equipment: str
    connectivity: str
    storage: str
    money: str
    asks_for: str


SHEETS = (
    Sheet(
        *("P-01", "গ্রামীণ পাঠাগার ও পুঁথিঘর", "2", "BD", "bn", "2020-01-18"),
        *("3 4", "4 200", "1", "3", "1", "1", "5", "2", "1", "1", "1 4"),
    ),
    Sheet(
        *("P-02", "லிங்கம் அச்சகச் சேகரிப்பு", "1", "LK", "ta", "2020-01-25"),
        *("5 1", "31", "3", "2", "2", "2", "1 4", "2", "2", "1", "1 5"),
    ),
    Sheet(
        *("P-03", "ठाकुरद्वारा लोकगीत मंडली", "7", "NP", "ne", "2020-02-02"),
        *("7 12", "340", "4", "2", "1", "2", "5", "1", "1", "1", "2 3"),
    ),
    Sheet(
        *("P-04", "Hifadhi ya Mji Mkongwe", "1", "TZ", "sw", "2020-02-08"),
        *("3 6 10", "85,5", "3", "3", "1", "1", "5", "2", "1", "1", "1 2 4"),
    ),
    Sheet(
        *("P-05", "Maison de la Parole du Sahel", "7", "ML", "fr; bm", "2020-02-11"),
        *("7 12", "900", "4", "3", "1", "2", "3", "1", "2", "1", "2 6"),
    ),
)
LATER_SHEETS = (
    Sheet(
        *("P-06", "Museu das Águas da Várzea", "3", "BR", "pt", "2020-04-22"),
        *("1 9", "5600", "1", "1", "2", "3", "1 2 4", "2", "2", "2", "7 8"),
    ),
    Sheet(
        *("P-07", "Taman Bacaan Seribu Teluk", "2", "ID", "id; jv", "2020-05-06"),
        *("4 5", "7300", "1", "2", "2", "2", "4", "3", "2", "1", "1 7"),
    ),
)
# As they were typed first: 7 and 3 tenths, or seven thousand? The table asks back, and is brought again.
MISTYPED = (LATER_SHEETS[0], replace(LATER_SHEETS[1], size="7.300"))


def deeds() -> tuple[OfNeeds, ...]:
    return (
        OfNeeds(PLANNED, "plan"),
        OfNeeds(OPENED, "open"),
        *(OfNeeds(each.on, "visit", number) for number, each in enumerate(VISITED)),
        OfNeeds(TYPED, "type"),
        OfNeeds(SECOND_TABLE, "type", 1),
    )
