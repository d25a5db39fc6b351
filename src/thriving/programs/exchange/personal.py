"""What the exchange knows of a person: what goes into their file, and what becomes of it when they leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Person
from thriving.movement.personal import declare
from thriving.programs.exchange.actions import answering
from thriving.programs.exchange.models import Block, Call, Exchange, Outcome, Party, Side

PARTY = {
    "reached": _("How you can be asked"),
    "capacity": _("Exchanges at once"),
    "contact": _("How the other side reaches you"),
    "until": _("Until"),
    "is_open": _("Open"),
    "confirmed_on": _("Last said on"),
}
CALL = {
    "way": _("Looking for help, or offering it"),
    "skill": _("Skill"),
    "words": _("Words"),
    "asked_at": _("Asked"),
    "state": _("State"),
}


def _exchanges(person: Person) -> Iterator[Mapping[str, Any]]:
    """What the other side keeps to itself is theirs: of a silent no whoever asked reads nothing here."""
    asker = Q(asker__person=person) | Q(asked_by=person)
    for each in Exchange.objects.filter(
        asker & Q(was_passed_on=False) | asker & Q(accepted_on__isnull=False)
    ):
        yield {**_of(each), "side": str(Side.ASKER.label), "words": each.words}
    for each in Exchange.objects.filter(asked__person=person, is_delivered=True):
        no = {
            "refused_on": each.refused_on,
            "refusal": each.get_refusal_display(),
            "refusal_words": each.refusal_words,
        }
        yield {**_of(each), "side": str(Side.ASKED.label), **no}


def _of(each: Exchange) -> dict[str, Any]:
    told = {"way": each.way, "skill": each.skill, "state": each.state, "asked_at": each.asked_at}
    untold = {"words": "", "refused_on": None, "refusal": "", "refusal_words": ""}
    return {**told, "accepted_on": each.accepted_on, **untold}


def _outcomes(person: Person) -> Iterator[Mapping[str, Any]]:
    yield from Outcome.objects.filter(answered_by=person).values("side", "answer", "words", "answered_on")


declare(
    "exchange.Party",
    _("Your part in the exchange of skills"),
    rows=lambda person: Party.objects.filter(person=person).values(*PARTY),
    columns=PARTY,
)
declare(
    "exchange.Call",
    _("Requests for skills that were passed on"),
    rows=lambda person: Call.objects.filter(Q(party__person=person) | Q(asked_by=person)).values(*CALL),
    columns=CALL,
    forget=lambda person: Call.objects.filter(asked_by=person).update(words=""),
    stays=_("What you asked for in the name of an affiliate, without your words and your name."),
)
declare(
    "exchange.Exchange",
    _("Your exchanges of skills"),
    rows=_exchanges,
    columns={
        "side": _("You were"),
        "way": _("Looking for help, or offering it"),
        "skill": _("Skill"),
        "words": _("Words"),
        "state": _("State"),
        "asked_at": _("Asked"),
        "accepted_on": _("Agreed"),
        "refused_on": _("You said no"),
        "refusal": _("Why you said no"),
        "refusal_words": _("What you wrote about it"),
    },
    forget=answering.leave,
    stays=_("That two sides agreed, without you and your words; its numbers were counted."),
)
declare(
    "exchange.Block",
    _("By whom you do not want to be asked"),
    rows=lambda person: Block.objects.filter(by__person=person).values("pk"),
    left_out=_("Only that there is somebody: their name is theirs."),
)
declare(
    "exchange.Outcome",
    _("What you said came of an exchange"),
    rows=_outcomes,
    columns={
        "side": _("You were"),
        "answer": _("What you said"),
        "words": _("Words"),
        "answered_on": _("Answered"),
    },
    forget=lambda person: Outcome.objects.filter(answered_by=person).update(words=""),
    stays=_("The answer, which no longer leads to anybody; none of your words."),
)
