"""Three campaigns that came out of the box: where they were held, and who came. All invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_noop as _

from thriving.web.sample.deeds import OfCampaign

TOLD = timedelta(days=3)  # after an event, the lists of who came and of what they recorded are brought


@dataclass(frozen=True)
class Gathering:
    """An event of a campaign. In a town it belongs to that place; without one it is online, for the whole."""

    key: str
    country: str
    language: str
    zone: str
    begins: date
    ends: date
    town: str = ""
    signed_up: int = 0  # with a code for the door; all of them came
    listed: int = 0  # who came besides, and wrote their user names down
    recorded: int = 0  # oral histories, pictures and sets of data, by those on the list
    names: tuple[str, ...] = ()  # other user names than those after the town

    @property
    def people(self) -> tuple[str, ...]:
        return self.names or tuple(f"Sample {self.town} {number}" for number in range(1, self.listed + 1))


@dataclass(frozen=True)
class Run:
    key: str
    title: str
    serves: str  # the key of a priority
    initiative: str
    planned: date
    announced: date  # its events
    begins: date
    over: date
    learned: str
    gatherings: tuple[Gathering, ...]
    helped: date  # when a volunteer did what the worklist asked for
    follows: date | None = None  # when what was new in the box was decided, piece by piece


# They edit the demo's made-up wikis, so that the lake can tell what they did.
WRITERS = tuple(
    f"Invented {name}"
    for name in (
        *("Abbott 592", "Abbott 1046", "Abbott 314", "Abbott 746", "Abbott 1199", "Abbott 100000000481"),
        *("Amber Heron 46", "Amber Heron 181", "Amber Heron 1082", "Quiet Otter 710", "Quiet Otter 385"),
        *("Quiet Otter 792", "Río Claro 773", "Río Claro 966", "Río Claro 47", "Мятный Ёж 100000000449"),
        *("Мятный Ёж 100000000437", "Мятный Ёж 100000000253", "नीला मोर 33", "नीला मोर 1259"),
        *("नीला मोर 368", "橙色の猫 100000000367", "橙色の猫 100000000306", "زهرة الجبل 42"),
    )
)
WRITING = _("Two weeks of writing together")
RUNS = (
    Run(
        "harbor-towns",
        _("Harbor towns"),
        "diverse-content",
        "",
        planned=date(2019, 10, 14),
        announced=date(2019, 10, 28),
        begins=date(2019, 11, 4),
        over=date(2019, 12, 4),
        learned="Whoever lived there knew more than the books did. We need a way to record what they tell.",
        gatherings=(
            Gathering(
                "tema",
                "GH",
                "en",
                "Africa/Accra",
                date(2019, 11, 16),
                date(2019, 11, 16),
                town="Tema",
                signed_up=4,
                listed=12,
                recorded=16,
            ),
            Gathering(
                "mombasa",
                "KE",
                "sw",
                "Africa/Nairobi",
                date(2019, 11, 23),
                date(2019, 11, 23),
                town="Mombasa",
                signed_up=3,
                listed=13,
                recorded=17,
            ),
        ),
        helped=date(2019, 11, 26),
        follows=date(2019, 11, 13),
    ),
    Run(
        "market-days",
        _("Market days"),
        "diverse-content",
        "campaign-kit",
        planned=date(2020, 2, 3),
        announced=date(2020, 2, 17),
        begins=date(2020, 3, 2),
        over=date(2020, 4, 2),
        learned="Half of the people came with a child. A second room was worth more than a second computer.",
        gatherings=(
            Gathering(
                "oruro",
                "BO",
                "es",
                "America/La_Paz",
                date(2020, 3, 7),
                date(2020, 3, 7),
                town="Oruro",
                signed_up=4,
                listed=11,
                recorded=15,
            ),
            Gathering(
                "puno",
                "PE",
                "qu",
                "America/Lima",
                date(2020, 3, 14),
                date(2020, 3, 14),
                town="Puno",
                signed_up=3,
                listed=12,
                recorded=20,
            ),
            Gathering(
                "writing",
                "",
                "es",
                "America/La_Paz",
                date(2020, 3, 16),
                date(2020, 3, 29),
                names=WRITERS,
            ),
        ),
        helped=date(2020, 3, 20),
    ),
    Run(
        "rain-songs",
        _("Songs of the rain"),
        "diverse-content",
        "campaign-kit",
        planned=date(2020, 3, 30),
        announced=date(2020, 4, 13),
        begins=date(2020, 5, 4),
        over=date(2020, 6, 8),
        learned="Whoever sings wants to be asked by somebody they know. Three names did that.",
        gatherings=(
            Gathering(
                "kandy",
                "LK",
                "si",
                "Asia/Colombo",
                date(2020, 5, 16),
                date(2020, 5, 16),
                town="Kandy",
                signed_up=3,
                listed=13,
                recorded=16,
            ),
            Gathering(
                "silchar",
                "IN",
                "bn",
                "Asia/Kolkata",
                date(2020, 5, 23),
                date(2020, 5, 23),
                town="Silchar",
                signed_up=3,
                listed=12,
                recorded=15,
            ),
        ),
        helped=date(2020, 5, 29),
        follows=date(2020, 5, 27),
    ),
)


def deeds() -> tuple[OfCampaign, ...]:
    return tuple(deed for run in RUNS for deed in _steps(run))


def _steps(run: Run) -> Iterator[OfCampaign]:
    yield OfCampaign(run.planned, run.key, "plan")
    for each in run.gatherings:
        yield OfCampaign(run.announced, run.key, "announce", each.key)
        yield OfCampaign(each.ends, run.key, "hold", each.key)
        yield OfCampaign(each.ends + TOLD, run.key, "tell", each.key)
    yield OfCampaign(run.begins, run.key, "start")
    if run.follows:
        yield OfCampaign(run.follows, run.key, "follow")
    yield OfCampaign(run.helped, run.key, "help")
    yield OfCampaign(run.over, run.key, "finish")
