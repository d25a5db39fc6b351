"""The officer's part: reads what was handed in, asks for more, or turns away what does not fit the round."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.proposals import letters
from thriving.grants.proposals.actions.moving import hold, move
from thriving.grants.proposals.models import InfoRequest, Proposal
from thriving.kernel import access, clock
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person

LONGEST_WORDS = 3_000


@transaction.atomic
def screen(proposal: Proposal, *, by: Person) -> None:
    """Take it up: from here on it is this officer's to ask, to turn away, or to hand to its committee."""
    hold(proposal)
    access.require(by, "screen_proposal", proposal)
    move(proposal, "screen", by=by, officer=by)


@transaction.atomic
def ask_for_more(proposal: Proposal, words: str, *, wanted_by: date | None, by: Person) -> InfoRequest:
    hold(proposal)
    access.require(by, "screen_proposal", proposal)
    asked = _require_words(words)
    if wanted_by and wanted_by < clock.today():
        raise Refused(_("This day is over: name one to come."))
    move(proposal, "ask_for_more", by=by)
    made = InfoRequest.objects.create(
        proposal=proposal, words=asked, asked_at=clock.now(), asked_by=by.key, wanted_by=wanted_by
    )
    letters.tell_side(proposal, f"asked-{made.pk}", letters.ASKED)
    return made


@transaction.atomic
def answer_officer(proposal: Proposal, words: str, *, by: Person) -> None:
    """Answer what was asked; the proposal itself stays as it was handed in."""
    hold(proposal)
    access.require(by, "answer_for_proposal", proposal)
    answer = _require_words(words)
    move(proposal, "answer", by=by)
    proposal.requests.filter(answered_at=None).update(
        answer=answer, answered_at=clock.now(), answered_by=by.key
    )


@transaction.atomic
def turn_away(proposal: Proposal, reason: str, *, another_time: str, by: Person) -> None:
    """It does not fit the round, by a reason that everybody reads who reads the proposal."""
    hold(proposal)
    access.require(by, "screen_proposal", proposal)
    said = {"reason": _require_words(reason), "another_time": _require_words(another_time)}
    move(proposal, "turn_away", by=by, words=said["reason"], decided_on=clock.today(), **said)
    letters.tell_side(proposal, "turned-away", letters.TURNED_AWAY)


def _require_words(words: str) -> str:
    said = clean(words)
    if not said:
        raise Refused(_("Nothing is written yet."))
    if len(said) > LONGEST_WORDS:
        raise Refused(_("This text has at most %(count)d characters.") % {"count": LONGEST_WORDS})
    return said
