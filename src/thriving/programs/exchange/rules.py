"""Who may see and do what: parties act for themselves, affiliates by those who are their officers today."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel import clock
from thriving.kernel.access import NOTHING, Scope, declare
from thriving.movement.roles import OFFICERS_OF_AFFILIATES
from thriving.movement.rules.groups import led_by
from thriving.movement.states import STANDING
from thriving.programs.exchange.models import Shown
from thriving.programs.exchange.states import ACCEPTED, ASKED


def takes_part(person: Any) -> bool:
    """Nobody who is under age, or protected like it: whoever agrees is given a stranger's address."""
    known = getattr(person, "is_authenticated", False) and getattr(person, "is_active", False)
    return bool(known and not getattr(person, "shielded", False))


def _led(person: Any, path: str) -> Q:
    keys = led_by(person, "affiliate", OFFICERS_OF_AFFILIATES)
    return Q((f"{path}affiliate__key__in", keys), (f"{path}affiliate__state__in", STANDING))


def acts(person: Any, path: str = "") -> Q:
    """By ``path`` to a party: those for which the person acts."""
    if not takes_part(person):
        return NOTHING
    return Q((f"{path}person", person.pk)) | _led(person, path)


def _keeps(person: Any) -> Q:
    return _led(person, "") if takes_part(person) else NOTHING


def _leads(person: Any) -> Q:
    keys = led_by(person, "affiliate", OFFICERS_OF_AFFILIATES)
    return Q(key__in=keys, state__in=STANDING) if takes_part(person) else NOTHING


def holds_today() -> Q:
    """Of lines: those of affiliates that stand, whose last day has not passed."""
    return Q(affiliate__state__in=STANDING) & (Q(until=None) | Q(until__gte=clock.today()))


def _shown(person: Any) -> Q:
    known = getattr(person, "is_authenticated", False) and getattr(person, "is_active", False)
    audiences = [Shown.EVERYONE, Shown.MEMBERS] if known else [Shown.EVERYONE]
    return Q(shown_to__in=audiences) & holds_today()


def _asked_of(person: Any) -> Q:
    """What reached one of the person's parties."""
    return acts(person, "asked__") & Q(is_delivered=True)


def _as_asker(person: Any) -> Q:
    return acts(person, "asker__")


def _to_answer(person: Any) -> Q:
    return Q(state=ASKED, refused_on=None, due_on__gte=clock.today()) & _asked_of(person)


def _to_withdraw(person: Any) -> Q:
    return Q(state=ASKED, was_passed_on=False) & _as_asker(person)


def _seen_by_asker(person: Any) -> Q:
    """Of what was passed on, only what was accepted: whom else it reached is not theirs to know."""
    return _as_asker(person) & (Q(was_passed_on=False) | Q(accepted_on__isnull=False))


def _agreed(person: Any) -> Q:
    return Q(state=ACCEPTED) & (_as_asker(person) | _asked_of(person))


def _to_tell(person: Any) -> Q:
    mine = (Q(side="asker") & acts(person, "exchange__asker__")) | (
        Q(side="asked") & acts(person, "exchange__asked__")
    )
    return Q(answer="") & mine


def _calls(person: Any) -> Q:
    return acts(person, "party__")


declare(
    lead_exchange=Scope(_leads),  # of affiliates
    act_for_party=Scope(acts),
    keep_affiliate_skill=Scope(_keeps),
    see_affiliate_skill=Scope(_shown) | Scope(_keeps),
    see_skill_call=Scope(_calls),
    see_exchange=Scope(_seen_by_asker) | Scope(_asked_of),
    answer_exchange=Scope(_to_answer),
    withdraw_exchange=Scope(_to_withdraw),
    end_exchange=Scope(_agreed),
    block_party=Scope(_asked_of) | Scope(lambda person: _as_asker(person) & Q(accepted_on__isnull=False)),
    tell_exchange=Scope(_to_tell),
)
