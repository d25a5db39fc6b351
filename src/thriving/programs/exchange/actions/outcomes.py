"""What came of it: asked of both sides after sixty days."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.programs.exchange import facts, mails
from thriving.programs.exchange.models import Exchange, Outcome, Side
from thriving.programs.exchange.states import ACCEPTED, ENDED

AFTER = timedelta(days=60)


def ask_what_came(by: str) -> int:
    """Ask both sides of every exchange that was agreed sixty days ago; how many exchanges."""
    since = clock.today() - AFTER
    begun = Exchange.objects.filter(state__in=(ACCEPTED, ENDED), accepted_on__lte=since, outcomes=None)
    return sum(_ask(pk, by) for pk in list(begun.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _ask(pk: int, by: str) -> bool:
    turn.take()
    exchange = Exchange.objects.get(pk=pk)
    for side in Side:
        if exchange.party_of(side) is not None:
            outcome, new = Outcome.objects.get_or_create(
                exchange=exchange, side=side, defaults={"asked_on": clock.today()}
            )
            if new:
                mails.ask_outcome(outcome)
    diary.note(exchange, "asked what came", by=by)
    return True


@transaction.atomic
def tell_outcome(outcome: Outcome, answer: str, *, words: str = "", by: Person) -> None:
    """Say what came of it, once for each side: of two officers, the first one says it."""
    turn.take()
    access.require(by, "tell_exchange", outcome)
    if answer not in Outcome.Answer:
        raise Refused(_("Choose one of the answers."))
    said = {"answer": answer, "words": clean(words)[:500], "answered_on": clock.today(), "answered_by": by}
    if not Outcome.objects.filter(pk=outcome.pk, answer="").update(**said):
        raise Refused(_("You have told this already."))
    outcome.refresh_from_db()
    facts.tell_helped(outcome, by)
    diary.note(outcome.exchange, "told what came", by=by)
