"""Yes or no: only with a yes do both sides see each other, and a no may stay unsaid."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.models import Affiliate, Person
from thriving.movement.queries.groups import SCHEME
from thriving.movement.queries.places import region_of
from thriving.movement.spelling import line
from thriving.programs.exchange import facts, mails
from thriving.programs.exchange.models import Block, Call, Exchange, Party, Refusal, Side, Way
from thriving.programs.exchange.queries import room_of, side_of
from thriving.programs.exchange.states import ACCEPTED, ASKED, CALL, EXCHANGE, OPEN


@transaction.atomic
def accept(exchange: Exchange, *, by: Person) -> None:
    """Agree. Of two that are accepted at once, only as many come in as there is room."""
    _begin(exchange, "answer_exchange", by)
    if exchange.asked is None or room_of(exchange.asked) < 1:
        raise Refused(
            _("You are in as many exchanges as you have room for. End one, or say that you have more room.")
        )
    if exchange.asker is None:
        raise Refused(_("They have left."))
    EXCHANGE.take(exchange, "accept", accepted_on=clock.today(), region=_region(exchange))
    facts.tell_agreed(exchange, by)
    mails.tell_agreed(exchange)
    diary.note(exchange, "accepted", by=by)


@transaction.atomic
def decline(
    exchange: Exchange, *, by: Person, refusal: str = "", words: str = "", tell: bool = False
) -> None:
    """Say no, and never be asked by them again. Unless it is told, to whoever asked it stays a silence.

    Of what was passed on nothing is ever told: they do not know that it reached anybody.
    """
    _begin(exchange, "answer_exchange", by)
    if refusal and refusal not in Refusal:
        raise Refused(_("Choose one of the answers."))
    said = {"refused_on": clock.today(), "refusal": refusal, "refusal_words": line(words)[:280]}
    if tell and not exchange.was_passed_on:
        EXCHANGE.take(exchange, "decline", ended_at=clock.now(), **said)
        mails.tell_declined(exchange)
    else:
        Exchange.objects.filter(pk=exchange.pk).update(**said)
        exchange.refresh_from_db()
    diary.note(exchange, "refused", by=by)


@transaction.atomic
def withdraw(exchange: Exchange, *, by: Person) -> None:
    """Whoever asked no longer waits."""
    _begin(exchange, "withdraw_exchange", by)
    EXCHANGE.take(exchange, "withdraw", ended_at=clock.now())
    diary.note(exchange, "withdrawn", by=by)


@transaction.atomic
def end(exchange: Exchange, *, by: Person) -> None:
    """Either side ends it; the other is told."""
    _begin(exchange, "end_exchange", by)
    EXCHANGE.take(exchange, "end", ended_at=clock.now())
    mails.tell_ended(exchange, exchange.party_of(side_of(by, exchange)))
    diary.note(exchange, "ended", by=by)


@transaction.atomic
def block(exchange: Exchange, *, by: Person) -> None:
    """Never be reached by them again. Nothing that they see or get by mail tells of it."""
    turn.take()
    access.require(by, "block_party", exchange)
    exchange.refresh_from_db()
    side = side_of(by, exchange)
    mine, other = exchange.party_of(side), exchange.other_of(side)
    for each in filter(None, (other, _person_behind(exchange, side))):
        if mine is not None and each != mine:
            Block.objects.get_or_create(by=mine, other=each)
    if exchange.state == ACCEPTED:
        EXCHANGE.take(exchange, "end", ended_at=clock.now())
        mails.tell_ended(exchange, mine)
    elif exchange.state == ASKED and side == Side.ASKED and exchange.refused_on is None:
        Exchange.objects.filter(pk=exchange.pk).update(refused_on=clock.today())
    diary.note(exchange, "blocked", by=by)


@transaction.atomic
def part(person: Person) -> None:
    """End what hangs between them and others.

    What waits for them expires on its day: to whoever asked it is a silence like any other.
    """
    turn.take()
    for each in Exchange.objects.filter(asker__person=person, state=ASKED):
        EXCHANGE.take(each, "withdraw", ended_at=clock.now())
    for each in Exchange.objects.filter(Q(asker__person=person) | Q(asked__person=person), state=ACCEPTED):
        EXCHANGE.take(each, "end", ended_at=clock.now())
    for called in Call.objects.filter(party__person=person, state=OPEN):
        CALL.take(called, "withdraw")


def leave(person: Person) -> None:
    """They are gone, and the words that they wrote go with them."""
    part(person)
    Exchange.objects.filter(asked_by=person).update(words="")
    Exchange.objects.filter(asked__person=person).update(refusal_words="")


def _person_behind(exchange: Exchange, side: Side) -> Party | None:
    """Who asked in the name of an affiliate could ask again in their own."""
    if side == Side.ASKER or exchange.asked_by is None:
        return None
    return Party.objects.filter(person=exchange.asked_by).first()


def _region(exchange: Exchange) -> str:
    """Of the affiliate that learns; of people no place is kept."""
    learner = exchange.asker if exchange.way == Way.GET else exchange.asked
    return _region_of(learner.affiliate) if learner and learner.affiliate else ""


def _region_of(affiliate: Affiliate) -> str:
    told = (region_of(code, SCHEME) for code in affiliate.countries)
    return next(filter(None, told), None) or next(iter(affiliate.regions), "")


def _begin(exchange: Exchange, rule: str, by: Person) -> None:
    """The turn before any lock of a row, then the exchange as it is now."""
    turn.take()
    exchange.refresh_from_db(from_queryset=Exchange.objects.select_for_update(of=("self",)))
    access.require(by, rule, exchange)
