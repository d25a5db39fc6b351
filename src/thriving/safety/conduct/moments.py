"""The moments of a code that reach steps of a milestone, from its first draft in public to its force."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_noop

from thriving.kernel.words import in_every_language
from thriving.movement.actions import Actor
from thriving.programs.milestones.actions import settle
from thriving.programs.milestones.ties import Moment, tellers
from thriving.safety.conduct.models import Code
from thriving.safety.conduct.states import WITHDRAWN

TIED = "conduct"  # how ties call what is here

# Each with the day on which a version of the code came to it.
MOMENTS: Mapping[str, tuple[str, str]] = {
    "published": (gettext_noop("Draft of the code, put to everybody"), "consulted_from"),
    "consulted": (gettext_noop("What came of the consultation on the code"), "consulted_on"),
    "revised": (gettext_noop("Text of the code, revised and frozen"), "frozen_on"),
    "endorsed": (gettext_noop("The Board’s endorsement of the code"), "endorsement__decided_on"),
    "in-force": (gettext_noop("The code, in force"), "in_force_on"),
}


def told(record: str) -> Moment | None:
    """Of "universal/endorsed": whether a version of that code was endorsed, and when the first one was."""
    key, _slash, name = record.partition("/")
    code = Code.objects.filter(key=key).first()
    if code is None or name not in MOMENTS:
        return None
    title, dated = MOMENTS[name]
    reached = code.versions.exclude(state=WITHDRAWN).exclude(**{dated: None})
    number, day = reached.order_by("number").values_list("number", dated).first() or (0, None)
    page = reverse("conduct:version", args=[key, number]) if number else reverse("conduct:code", args=[key])
    return Moment(in_every_language(title), page, day)


def settle_all(code: Code, by: Actor, why: str = "") -> None:
    for name in MOMENTS:
        settle(record_of(code.key, name), by=by, why=why)


def record_of(key: str, name: str) -> str:
    return f"{TIED}/{key}/{name}"


tellers.add(TIED, told)
