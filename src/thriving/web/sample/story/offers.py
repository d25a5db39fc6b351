"""What can be joined in the sample year, which duties are held, and what was learned: all invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_noop as _

from thriving.web.sample.deeds import Offered, Shared
from thriving.web.sample.groups import AFRICA, EAST, LATIN, SOUTH

EVERYONE = ("newcomers", "informal-organizers", "formal-organizers", "affiliates")


@dataclass(frozen=True)
class Offer:
    """Titles, texts and ways in are marked for translation; ``own`` is a title that its people gave it."""

    on: date
    key: str
    title: str
    text: str
    how: str
    priority: str
    gives: tuple[str, ...]
    audiences: tuple[str, ...]
    barriers: tuple[str, ...]
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    key_result: str = ""
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    closes_on: date | None = None
    hours: int | None = None
    places: int | None = None
    left: int | None = None
    own: tuple[str, str] = ("", "")


OFFERS = (
    Offer(
        date(2019, 7, 8),
        "leadership-sessions",
        _("Sessions on the leadership framework"),
        _("Try out a draft that says what leading in our movement can look like, and help to rewrite it."),
        _("Register for one of the sessions. You need no experience in leading."),
        "community-leadership-development",
        ("peers", "training", "event"),
        ("informal-organizers", "formal-organizers", "affiliates"),
        ("region", "social"),
        ("leading", "volunteers"),
        ("en", "es", "fr", "ar", "sw"),
        key_result="leadership-development-framework",
        hours=6,
    ),
    Offer(
        date(2019, 9, 2),
        "tamale-writing-circle",
        _("Writing circle of Tamale"),
        _("Write the first articles in your own language, together with people who did so a year ago."),
        _("Come to the library on a Saturday, or ask us to call you."),
        "movement-diversity",
        ("peers", "training", "mentoring"),
        ("newcomers", "informal-organizers"),
        ("language", "region", "technical"),
        ("education", "volunteers", "translation"),
        ("dag", "en"),
        countries=("GH",),
        closes_on=date(2020, 5, 30),
        hours=3,
        places=30,
        left=9,
        own=("dag", "Dagbanli Wikipedia: sabbu mini karimbu"),
    ),
    Offer(
        date(2019, 9, 9),
        "students-at-home",
        _("Students in the language of their home"),
        _("Affiliates go where students learn, and write with them in the language that they speak at home."),
        _("Assess your affiliate first; then we plan a school year with you."),
        "movement-diversity",
        ("training", "materials", "peers"),
        ("affiliates",),
        ("language", "age"),
        ("education", "planning"),
        ("en", "es", "ar", "fr", "qu", "ha"),
        key_result="affiliates-capacity",
        closes_on=date(2020, 5, 29),
        hours=3,
    ),
    Offer(
        date(2019, 9, 16),
        "telephone-mentors",
        _("An hour on the telephone with a mentor"),
        _("Somebody who has edited for years calls you once a week, and helps with what you are at."),
        _("Tell us your language and a time of day. We look for somebody who fits."),
        "community-leadership-development",
        ("mentoring", "advice"),
        ("newcomers",),
        ("age", "technical", "language"),
        ("newcomers", "mentoring", "help-pages"),
        ("en", "sw", "ha", "fr"),
        regions=(AFRICA,),
        closes_on=date(2020, 4, 27),
        hours=1,
        places=60,
        left=22,
    ),
    Offer(
        date(2019, 10, 1),
        "gathering-money",
        _("Small money for gatherings"),
        _("For rooms, food, data and the way there: up to what forty people need for a day."),
        _("Describe your day on one page. Four people read it within three weeks."),
        "movement-diversity",
        ("money",),
        EVERYONE,
        ("region", "social"),
        ("grants", "workshops", "budgets"),
        ("en", "es", "fr", "ar", "bn"),
        regions=(AFRICA, SOUTH, LATIN, EAST),
        closes_on=date(2020, 5, 15),
        places=40,
        left=6,
    ),
    Offer(
        date(2019, 12, 2),
        "campaign-kit",
        _("Campaign in a Box"),
        _("Everything that a small campaign needs, by week: lessons, lists, letters, safety steps."),
        _("Open the box, choose a first day, and a campaign of your own stands there as a draft."),
        "diverse-content",
        ("tools", "materials", "advice"),
        ("informal-organizers", "formal-organizers", "affiliates"),
        ("technical", "region"),
        ("workshops", "planning", "photography"),
        ("en", "es", "ar"),
        key_result="campaign-in-a-box",
        hours=4,
    ),
    Offer(
        date(2020, 1, 13),
        "lent-scanners",
        _("Scanners on loan"),
        _("A case with a scanner, a lamp and a book that explains both travels from archive to archive."),
        _("Say what you keep, how much of it there is, and who may decide about it."),
        "diverse-content",
        ("equipment", "training"),
        ("affiliates", "teams"),
        ("region", "technical"),
        ("heritage", "digitization"),
        ("en", "fr", "es"),
        key_result="heritage-digitization-needs",
        regions=(AFRICA, LATIN),
        places=8,
        left=1,
    ),
    Offer(
        date(2020, 1, 20),
        "safety-advice",
        _("Advice before an event"),
        _("Somebody goes through your plans with you, asks what could happen, and stays on call that day."),
        _("Write to us three weeks before. What you tell us is read by two people."),
        "safe-and-secure-spaces",
        ("advice", "safety"),
        EVERYONE,
        ("gender", "political"),
        ("event-safety", "conflict-resolution"),
        ("en", "es", "ar", "fr"),
    ),
    Offer(
        date(2020, 2, 10),
        "translators-desk",
        _("The translators’ desk"),
        _("Bring a page, take one home: help texts find their way into languages that have none."),
        _("Choose a page from the list, or bring one of your own."),
        "community-leadership-development",
        ("translation", "peers"),
        EVERYONE,
        ("language",),
        ("translation", "help-pages"),
        ("en", "ar", "es", "sw", "dag", "qu"),
        key_result="online-learning-experience",
        hours=2,
    ),
)
LOGIC = {  # of the sessions, in English and for its people to translate
    "inputs": ("A draft of the framework", "Two facilitators for each session"),
    "activities": ("Rounds of testing in communities", "Rounds of feedback online"),
    "outputs": ("Sessions held", "People who tested or refined the framework"),
    "outcomes": ("Organizers find words for what they do", "More of them lead, in more regions"),
}


@dataclass(frozen=True)
class Held:
    """``priority`` may be empty: then ``why`` says the reason."""

    key: str
    kind: str
    title: str
    team: str
    priority: str
    why: str = ""


DUTIES = (
    Held("grants", "grantmaking", _("Grants for communities"), _("Grants team"), "movement-diversity"),
    Held(
        "gatherings",
        "events",
        _("Regional gatherings"),
        _("Events team"),
        "community-leadership-development",
    ),
    Held("answers", "communications", _("Answers to letters"), _("Communications team"), "diverse-content"),
    Held(
        "figures",
        "evaluation",
        _("Figures for partners"),
        _("Evaluation team"),
        "",
        _("They are counted for all goals of the movement, not for one priority."),
    ),
    Held(
        "safety-desk",
        "trust-and-safety",
        _("The safety desk"),
        _("Trust & safety team"),
        "safe-and-secure-spaces",
    ),
)


@dataclass(frozen=True)
class Learned:
    on: date
    key: str
    title: str
    problem: str
    solution: str
    when: str
    when_not: str
    topics: tuple[str, ...]
    used: tuple[str, ...] = field(default=())


PATTERNS = (
    Learned(
        date(2019, 10, 21),
        "one-page-that-is-used",
        _("One page that is used"),
        _("Organizers are handed long guides, and open them once."),
        _("Print the checklist on one page, and leave everything else out."),
        _("Before gatherings of newcomers, where nobody has time to look things up."),
        _("Where rules change during the day: paper cannot be corrected."),
        ("workshops", "planning"),
        used=("Photo walk at Stone Harbor", "Market day in Lowfield"),
    ),
    Learned(
        date(2020, 3, 2),
        "invited-by-somebody-who-was-there",
        _("Invited by somebody who was there"),
        _("Invitations by an organization are read by those who know it already."),
        _("Ask participants for three names, and let them write the letter in their own words."),
        _("When a group has met once, and wants to grow."),
        _("Where being named in public is dangerous."),
        ("volunteers", "recognition"),
    ),
)


def deeds() -> tuple[Offered | Shared, ...]:
    offered = (Offered(offer.on, offer.key) for offer in OFFERS)
    return (*offered, *(Shared(each.on, each.key) for each in PATTERNS))
