"""A questionnaire to try things on. It belongs to a measure, which stands for whatever asks questions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from thriving.kernel.words import Words
from thriving.movement.models import Person, RoleHolding
from thriving.questions import actions, owners
from thriving.questions.actions import Asked
from thriving.questions.models import Option, Questionnaire, Version

DAY = date(2099, 1, 1)
SORT, OWNER = "roles-of", "roles-of:esi"
LAST_DAY: dict[str, date] = {}


def _record(key: str) -> RoleHolding | None:
    return RoleHolding.objects.filter(person__username=key).first()


@contextmanager
def owned() -> Iterator[None]:
    """Whoever may end somebody's role writes and reads what is asked of it: Esi herself, and operators."""
    sort = owners.Sort(
        SORT,
        may_edit="end_role",
        may_read="end_role",
        record=_record,
        title=lambda key: f"Roles of {key}",
        back_to=lambda _key: "/",
        last_day=LAST_DAY.get,
    )
    with owners.sorts.temporarily(SORT, sort):
        yield


def option(key: str) -> Option:
    return Option(key, Words(en=key.title(), ar=f"ع {key}"))


FOOD = (option("meat"), option("fish"), option("plants"))
EVERY_KIND = {
    "name": Asked("short_text", Words(en="Name on the badge")),
    "story": Asked("long_text", Words(en="Your story")),
    "food": Asked("one_of", Words(en="Food"), options=FOOD),
    "days": Asked("several_of", Words(en="Days"), options=(option("monday"), option("tuesday"))),
    "edits": Asked("number", Words(en="Edits"), least=Decimal(0), most=Decimal(100)),
    "born": Asked("date", Words(en="Day of birth")),
    "first-time": Asked("yes_no", Words(en="First time?")),
    "stars": Asked("rating", Words(en="How was it?")),
}


def begun(**told: Any) -> Questionnaire:
    told = {"delete_on": None if "delete_after" in told else DAY, **told}
    return actions.begin(OWNER, Words(en="To plan the food"), by="test", **told)


def published(asked: dict[str, Asked] | None = None, **told: Any) -> Version:
    questionnaire = begun(**told)
    for key, each in (asked or EVERY_KIND).items():
        actions.add_question(questionnaire, each, key=key, by="test")
    return actions.publish(questionnaire, by="test")


def answered(version: Version, times: int, first: int = 0, **answers: Any) -> None:
    for number in range(first, first + times):
        actions.answer(version, f"code-{number}", answers)


def somebody(name: str) -> Person:
    return Person.objects.create(username=name)
