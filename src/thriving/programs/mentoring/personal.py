"""What mentoring knows of a person: what goes into their file, and what becomes of it when they leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Person
from thriving.movement.personal import declare
from thriving.programs.mentoring.actions import pairing
from thriving.programs.mentoring.models import Block, Letter, Offer, Outcome, Pair, Wish

LINES = {
    "skills": _("Skills"),
    "languages": _("Languages"),
    "hours": _("Hours a month"),
    "utc_offset": _("Hours from UTC"),
    "words": _("Words"),
    "until": _("Until"),
    "state": _("State"),
    "confirmed_on": _("Last said on"),
}


def _pairs(person: Person) -> Iterator[Mapping[str, Any]]:
    for each in Pair.objects.filter(Q(mentor=person) | Q(newcomer=person)):
        yield {
            "side": each.side_of(person),
            "state": each.state,
            "asked_at": each.asked_at,
            "answered_on": each.answered_on,
            "ended_at": each.ended_at,
        }


def _forget_outcomes(person: Person) -> None:
    told = Outcome.objects.filter(of=person.key)
    told.filter(answer="").delete()
    told.update(why="")


declare(
    "mentoring.Offer",
    _("What you offer as a mentor"),
    rows=lambda person: Offer.objects.filter(person=person).values(*LINES, "capacity"),
    columns={**LINES, "capacity": _("Newcomers at once")},
)
declare(
    "mentoring.Wish",
    _("What you want to learn from a mentor"),
    rows=lambda person: Wish.objects.filter(person=person).values(*LINES),
    columns=LINES,
)
declare(
    "mentoring.Pair",
    _("With whom you learned"),
    rows=_pairs,
    columns={
        "side": _("You were"),
        "state": _("State"),
        "asked_at": _("Asked"),
        "answered_on": _("Answered"),
        "ended_at": _("Ended"),
    },
    forget=pairing.leave,
    stays=_("That two people were a pair, without you; its numbers were counted."),
)
declare(
    "mentoring.Letter",
    _("Notes that you wrote to a mentor or a newcomer"),
    rows=lambda person: Letter.objects.filter(by=person).values("words", "at"),
    columns={"words": _("Words"), "at": _("When")},
)
declare(
    "mentoring.Block",
    _("With whom you do not want to be paired"),
    rows=lambda person: Block.objects.filter(by=person).values("pk"),
    left_out=_("Only that there is somebody: their name is theirs."),
)
declare(
    "mentoring.Outcome",
    _("What you said came of it"),
    rows=lambda person: Outcome.objects.filter(of=person.key).values(
        "side", "answer", "why", "asked_on", "answered_on"
    ),
    columns={
        "side": _("You were"),
        "answer": _("What you said"),
        "why": _("Why"),
        "asked_on": _("Asked"),
        "answered_on": _("Answered"),
    },
    forget=_forget_outcomes,
    stays=_("The answer, under a random identifier that no longer leads to anybody; none of your words."),
)
