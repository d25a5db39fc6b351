"""Positions of the sample year: a manager, liaisons for regions, and two regions where nobody is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop as _

from thriving.web.sample.deeds import OfPosition
from thriving.web.sample.groups import AFRICA, CENTRAL, EAST, LATIN, MIDDLE, SOUTH

LIAISON = _("Answers the people of one region in their languages, and tells the others what they need.")


@dataclass(frozen=True)
class Post:
    """``course``: what became of it, each step with its day; the first ones are that it was described."""

    key: str
    role: str
    region: str
    title: str  # marked for translation
    summary: str  # the same
    course: tuple[tuple[str, date], ...]
    begins: date | None = None  # the first day of who has promised to come


POSTS = (
    Post(
        "gender-program-manager",
        "program-manager",
        "",
        _("Gender program manager"),
        _("Helps every program to reach people of all genders, and says where it does not."),
        (("describe", date(2019, 8, 22)), ("open", date(2019, 9, 16)), ("fill", date(2019, 11, 25))),
    ),
    Post(
        "liaison-1",
        "regional-liaison",
        LATIN,
        _("Regional liaison for Latin America"),
        LIAISON,
        (("describe", date(2019, 7, 29)), ("open", date(2019, 8, 12)), ("fill", date(2019, 11, 4))),
    ),
    Post(
        "liaison-2",
        "regional-liaison",
        AFRICA,
        _("Regional liaison for Africa"),
        LIAISON,
        (("describe", date(2019, 9, 2)), ("open", date(2019, 10, 7)), ("fill", date(2020, 2, 10))),
    ),
    # A second liaison in one region is still one region, also when they have left.
    Post(
        "liaison-3",
        "regional-liaison",
        LATIN,
        _("Regional liaison for the Caribbean"),
        LIAISON,
        (
            ("describe", date(2019, 12, 3)),
            ("open", date(2020, 1, 13)),
            ("fill", date(2020, 3, 16)),
            ("leave", date(2020, 6, 12)),
        ),
    ),
    Post(
        "liaison-4",
        "regional-liaison",
        SOUTH,
        _("Regional liaison for South Asia"),
        LIAISON,
        (("describe", date(2020, 1, 28)), ("open", date(2020, 2, 3)), ("fill", date(2020, 6, 15))),
    ),
    # The contract is signed in June; the plan counts who has begun, and July is after its year.
    Post(
        "liaison-5",
        "regional-liaison",
        MIDDLE,
        _("Regional liaison for the Middle East"),
        LIAISON,
        (("describe", date(2020, 1, 28)), ("open", date(2020, 2, 17)), ("promise", date(2020, 6, 17))),
        begins=date(2020, 7, 13),
    ),
    Post(
        "liaison-6",
        "regional-liaison",
        CENTRAL,
        _("Regional liaison for Central Asia"),
        LIAISON,
        (
            ("describe", date(2019, 9, 2)),
            ("open", date(2019, 10, 7)),
            ("close", date(2020, 1, 20)),
            ("open", date(2020, 2, 3)),
        ),
    ),
    Post(
        "liaison-7",
        "regional-liaison",
        EAST,
        _("Regional liaison for Southeast Asia"),
        LIAISON,
        (("describe", date(2020, 4, 27)), ("open", date(2020, 6, 3))),
    ),
)
POSTS_BY_KEY = {post.key: post for post in POSTS}
CLOSED = "Two candidates withdrew when they heard the salary."


def deeds() -> tuple[OfPosition, ...]:
    return tuple(OfPosition(on, post.key, step) for post in POSTS for step, on in post.course)
