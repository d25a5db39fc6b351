"""From a request to two people who work together: both agree, and both may end it at any time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.programs.mentoring import facts, mails
from thriving.programs.mentoring.models import Block, Letter, Offer, Pair, Side
from thriving.programs.mentoring.states import ACCEPTED, ASKED, PAIR

ANSWERED_WITHIN = timedelta(days=7)
MOST_REQUESTS = 3  # of one newcomer that wait for an answer
LONGEST = 2_000  # characters of a letter
MOST_LETTERS_A_DAY = 30  # of one person in one pair


@transaction.atomic
def ask_mentor(
    offer: Offer, *, by: Person, score: Mapping[str, Any] | None = None, sample: bool = False
) -> Pair:
    """Ask the mentor behind an offer. By asking, one agrees that they see what one wants to learn."""
    turn.take()
    access.require(by, "see_offer", offer)
    if Pair.objects.filter(newcomer=by, state=ASKED).count() >= MOST_REQUESTS:
        raise Refused(_("Three mentors have not answered you yet. Wait for one, or withdraw a request."))
    pair = Pair.objects.create(
        mentor=offer.person,
        newcomer=by,
        score=dict(score or {}),
        asked_at=clock.now(),
        due_on=clock.today() + ANSWERED_WITHIN,
        sample=sample,
    )
    mails.ask_mentor(pair)
    diary.note(pair, "asked", by=by)
    return pair


@transaction.atomic
def accept(pair: Pair, *, by: Person) -> None:
    """Agree. Of two who are accepted at once, only as many come in as there is room."""
    _begin(pair, "answer_newcomer", by)
    offer = Offer.objects.select_for_update().filter(person=by).first()
    working = Pair.objects.filter(mentor=by, state=ACCEPTED).count()
    if offer is None or working >= offer.capacity:
        raise Refused(
            _(
                "You take no more newcomers at present. "
                "End a pair, or say in your offer that you can take more."
            )
        )
    PAIR.take(pair, "accept", accepted_on=clock.today(), **_answered(pair))
    facts.tell_answer(pair, by)
    mails.tell_newcomer(pair, accepted=True)
    diary.note(pair, "accepted", by=by)


@transaction.atomic
def decline(pair: Pair, *, by: Person) -> None:
    """Say no. They are not proposed to each other again, and no reason is asked for."""
    _begin(pair, "answer_newcomer", by)
    _say_no(pair, by)
    diary.note(pair, "declined", by=by)


def _say_no(pair: Pair, by: Person) -> None:
    PAIR.take(pair, "decline", **_answered(pair))
    facts.tell_answer(pair, by)
    mails.tell_newcomer(pair, accepted=False)


@transaction.atomic
def withdraw(pair: Pair, *, by: Person) -> None:
    """The newcomer no longer waits for this mentor."""
    _begin(pair, "withdraw_request", by)
    PAIR.take(pair, "withdraw", ended_at=clock.now())
    diary.note(pair, "withdrawn", by=by)


@transaction.atomic
def end(pair: Pair, *, by: Person) -> None:
    """Either of the two ends it; the other is told."""
    _begin(pair, "write_to_pair", by)
    PAIR.take(pair, "end", ended_at=clock.now())
    mails.tell_ended(pair, by)
    diary.note(pair, "ended", by=by)


@transaction.atomic
def block(pair: Pair, *, by: Person) -> None:
    """Never be proposed to this person again, and end what there is.

    What the other one sees and gets by mail is that of any no and any end: nobody learns of a block.
    """
    turn.take()
    access.require(by, "see_pair", pair)
    pair.refresh_from_db()
    side = pair.side_of(by)
    other = pair.other(side) if side else None
    if other:
        Block.objects.get_or_create(by=by, other=other)
    if pair.state == ASKED and side == Side.MENTOR:
        _say_no(pair, by)
    elif pair.state == ACCEPTED:
        PAIR.take(pair, "end", ended_at=clock.now())
        mails.tell_ended(pair, by)
    else:
        _part(pair, side)
    diary.note(pair, "blocked", by=by)


@transaction.atomic
def write(pair: Pair, words: str, *, by: Person) -> Letter:
    """A short note to the other one, who hears by mail that there is one."""
    _begin(pair, "write_to_pair", by)
    if not (words := clean(words)):
        raise Refused(_("A note needs words."))
    if len(words) > LONGEST:
        raise Refused(_("A note has at most %(count)d characters.") % {"count": LONGEST})
    since = clock.now() - timedelta(days=1)
    if pair.letters.filter(by=by, at__gt=since).count() >= MOST_LETTERS_A_DAY:
        raise Refused(_("These are many notes for a day. Go on tomorrow."))
    letter = Letter.objects.create(pair=pair, by=by, words=words, at=clock.now())
    mails.tell_of_note(pair, letter)
    return letter


def take_back(pair: Pair, number: int, *, by: Person) -> None:
    """Delete one's own note, for both."""
    pair.letters.filter(pk=number, by=by).delete()


def leave(person: Person) -> None:
    """What hangs between them and others ends; what they wrote goes with them."""
    turn.take()
    for pair in Pair.objects.filter(mentor=person, state__in=(ASKED, ACCEPTED)):
        _part(pair, Side.MENTOR)
    for pair in Pair.objects.filter(newcomer=person, state__in=(ASKED, ACCEPTED)):
        _part(pair, Side.NEWCOMER)


def _part(pair: Pair, side: Side | None) -> None:
    if pair.state == ACCEPTED:
        PAIR.take(pair, "end", ended_at=clock.now())
    elif pair.state == ASKED and side == Side.NEWCOMER:
        PAIR.take(pair, "withdraw", ended_at=clock.now())
    elif pair.state == ASKED:
        PAIR.take(pair, "decline", ended_at=clock.now())


def _begin(pair: Pair, rule: str, by: Person) -> None:
    """The turn before any lock of a row, then the pair as it is now."""
    turn.take()
    pair.refresh_from_db(from_queryset=Pair.objects.select_for_update(of=("self",)))
    access.require(by, rule, pair)


def _answered(pair: Pair) -> dict[str, Any]:
    """Whether it came in time is settled once."""
    today = clock.today()
    in_time = today <= pair.due_on if pair.in_time is None else pair.in_time
    return {"answered_on": today, "in_time": in_time}
