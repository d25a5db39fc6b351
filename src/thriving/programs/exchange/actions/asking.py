"""A request to one party whom one was shown, or one that is passed on to those who are shown to nobody."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.programs.exchange import mails, matches
from thriving.programs.exchange.matches import Proposal
from thriving.programs.exchange.models import Between, Call, Exchange, Party, Way
from thriving.programs.exchange.queries import skills_of
from thriving.programs.exchange.queries.pool import refuses
from thriving.programs.exchange.queries.wants import SIDE_ASKED_FOR
from thriving.programs.exchange.states import ASKED, CALL, EXCHANGE, OPEN

ANSWERED_WITHIN = timedelta(days=14)
A_WEEK = timedelta(days=7)
MOST_A_WEEK = 5  # requests of one party, and of one person for whomever they ask
MOST_TO_PASS_ON = 3  # parties whom one call reaches
LONGEST = 500  # characters


@transaction.atomic
def ask(  # noqa: PLR0913 -- each is a fact of the request, named at the call
    party: Party, other: str, way: Way, skill: str, *, words: str = "", by: Person, sample: bool = False
) -> Exchange:
    """Ask the party with the key ``other``, which must have been proposed for this skill.

    Whether it reaches them is for them to say: to whoever asks, a block looks like any silence.
    """
    turn.take()
    access.require(by, "act_for_party", party)
    proposed = matches.proposal(by, party, way, other)
    if proposed is None or skill not in dict(proposed.skills):
        raise PermissionDenied("see_party")
    _require_patience(party, by)
    kept = _exchange(party, proposed, way, skill, words=_sound(words), by=by, sample=sample)
    kept.is_delivered = not refuses(proposed.party, party, by)
    kept.save()
    if kept.is_delivered:
        mails.ask(kept)
    diary.note(kept, "asked", by=by)
    return kept


@transaction.atomic
def call(  # noqa: PLR0913 -- as of `ask`
    party: Party, way: Way, skill: str, *, words: str = "", by: Person, sample: bool = False
) -> Call:
    """Have a request passed on. The worker does it later: the answer to whoever calls is always the same."""
    turn.take()
    access.require(by, "act_for_party", party)
    if skill not in skills_of(party, SIDE_ASKED_FOR[way]):
        raise Refused(_("Choose a skill that you have told of first."))
    if party.calls.filter(way=way, skill=skill, state=OPEN).exists():
        raise Refused(_("This request is being passed on already."))
    _require_patience(party, by)
    made = Call.objects.create(
        party=party,
        way=way,
        skill=skill,
        words=_sound(words),
        asked_by=by,
        asked_at=clock.now(),
        due_on=clock.today() + ANSWERED_WITHIN,
        sample=sample,
    )
    diary.note(made, "called", by=by)
    return made


@transaction.atomic
def take_back(called: Call, *, by: Person) -> None:
    """What was passed on and is not answered yet goes with it."""
    turn.take()
    access.require(by, "see_skill_call", called)
    called.refresh_from_db()
    CALL.take(called, "withdraw")
    for each in called.exchanges.filter(state=ASKED):
        EXCHANGE.take(each, "withdraw", ended_at=clock.now())
    diary.note(called, "withdrawn", by=by)


def pass_on(by: str) -> int:
    """Pass open requests on to the best who have room; to how many."""
    calls = Call.objects.filter(state=OPEN, due_on__gte=clock.today()).annotate(reached=Count("exchanges"))
    waiting = calls.filter(reached__lt=MOST_TO_PASS_ON).order_by("pk").values_list("pk", flat=True)
    return sum(_pass_on(pk, by) for pk in list(waiting))


@transaction.atomic
def _pass_on(pk: int, by: str) -> int:
    turn.take()
    called = Call.objects.select_related("party__person", "party__affiliate", "asked_by").get(pk=pk)
    reached = set(called.exchanges.values_list("asked__key", flat=True))
    if called.state != OPEN:
        return 0
    fitting = matches.best_for_a_call(called.party, Way(called.way), called.skill)
    new = [each for each in fitting if each.party.key not in reached and _may_reach(each, called)]
    for proposed in new[: MOST_TO_PASS_ON - len(reached)]:
        _hand(called, proposed, by)
    return len(new[: MOST_TO_PASS_ON - len(reached)])


def _may_reach(proposed: Proposal, called: Call) -> bool:
    """Not whoever refused, nor whoever is led by the one who called."""
    led = called.asked_by and access.may(called.asked_by, "act_for_party", proposed.party)
    return not led and not refuses(proposed.party, called.party, called.asked_by)


def _hand(called: Call, proposed: Proposal, by: str) -> None:
    asked_by = called.asked_by
    kept = _exchange(
        called.party,
        proposed,
        Way(called.way),
        called.skill,
        words=called.words,
        by=asked_by,
        sample=called.sample,
    )
    kept.call, kept.was_passed_on, kept.due_on = called, True, called.due_on
    kept.save()
    mails.ask(kept)
    diary.note(kept, "passed on", by=by)


def expire(by: str) -> int:
    """Let requests whose day has passed expire, answered in silence or not; how many."""
    late = Exchange.objects.filter(state=ASKED, due_on__lt=clock.today()).order_by("pk")
    return sum(_expire(pk, by) for pk in list(late.values_list("pk", flat=True)))


@transaction.atomic
def _expire(pk: int, by: str) -> bool:
    turn.take()
    exchange = Exchange.objects.select_related("asker__person", "asker__affiliate").get(pk=pk)
    if exchange.state != ASKED:
        return False  # answered in this moment
    EXCHANGE.take(exchange, "expire", ended_at=clock.now())
    if not exchange.was_passed_on:
        mails.tell_expired(exchange)
    diary.note(exchange, "expired", by=by)
    return True


def close_calls(by: str) -> int:
    late = Call.objects.filter(state=OPEN, due_on__lt=clock.today()).order_by("pk")
    return sum(_close(pk, by) for pk in list(late.values_list("pk", flat=True)))


@transaction.atomic
def _close(pk: int, by: str) -> bool:
    turn.take()
    called = Call.objects.select_related("party__person", "party__affiliate").get(pk=pk)
    if called.state != OPEN:
        return False
    CALL.take(called, "close")
    mails.tell_call_over(called)
    diary.note(called, "closed", by=by)
    return True


def _exchange(  # noqa: PLR0913 -- each is a fact of the request, named at the call
    asker: Party,
    proposed: Proposal,
    way: Way,
    skill: str,
    *,
    words: str,
    by: Person | None,
    sample: bool,
) -> Exchange:
    """Not saved yet."""
    return Exchange(
        asker=asker,
        asked=proposed.party,
        way=way,
        skill=skill,
        words=words,
        score=proposed.kept,
        between=_between(asker, proposed.party),
        asked_by=by,
        asked_at=clock.now(),
        due_on=clock.today() + ANSWERED_WITHIN,
        sample=sample,
    )


def _between(one: Party, other: Party) -> Between:
    affiliates = [each.affiliate_id is not None for each in (one, other)]
    return Between.AFFILIATES if all(affiliates) else Between.BOTH if any(affiliates) else Between.PEOPLE


def _require_patience(party: Party, by: Person) -> None:
    """Requests count whatever became of them: withdrawing one makes no room for another."""
    since = clock.now() - A_WEEK
    for mine in ({"party": party}, {"asked_by": by}):
        asked = {("asker" if name == "party" else name): whose for name, whose in mine.items()}
        direct = Exchange.objects.filter(asked_at__gt=since, was_passed_on=False, **asked).count()
        if direct + Call.objects.filter(asked_at__gt=since, **mine).count() >= MOST_A_WEEK:
            raise Refused(_("These are five requests within a week. Wait for answers, and go on next week."))


def _sound(words: str) -> str:
    if len(told := clean(words)) > LONGEST:
        raise Refused(_("At most %(count)d characters.") % {"count": LONGEST})
    return told
