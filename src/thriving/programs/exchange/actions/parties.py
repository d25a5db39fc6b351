"""Taking part: how much room one has, how one is reached, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.models import Affiliate, Person
from thriving.movement.spelling import line
from thriving.programs.exchange.models import MOST_AT_ONCE, Party, Reached
from thriving.programs.exchange.queries import may_take_part

LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class PartyTold:
    """Whoever tells it anew says all of it."""

    capacity: int
    until: date
    contact: str = ""
    reached: str = Reached.LISTED


def problems(told: PartyTold) -> Iterator[tuple[str, str]]:
    if not 1 <= told.capacity <= MOST_AT_ONCE:
        yield "capacity", _("From one exchange at once to twenty.")
    if not clock.today() <= told.until <= clock.today() + LONGEST:
        yield "until", _("A day from today on, within a year: then you are asked to say it anew.")
    if told.reached not in Reached:
        yield "reached", _("Choose one of the answers.")


@transaction.atomic
def take_part(whom: Person | Affiliate, told: PartyTold, *, by: Person, sample: bool = False) -> Party:
    """Say, or say anew, that one takes part. It is open from then on."""
    if found := [sentence for _field, sentence in problems(told)]:
        raise Refused(" ".join(found))
    turn.take()
    _require_own(whom, by)
    who = {"person": whom} if isinstance(whom, Person) else {"affiliate": whom}
    if isinstance(whom, Person) and not line(told.contact):
        raise Refused(_("Say how the other side reaches you once you have agreed."))
    kept, _new = Party.objects.update_or_create(**who, defaults=_values(told, sample=sample))
    diary.note(kept, "took part", by=by)
    return kept


@transaction.atomic
def pause(party: Party, *, by: Person) -> Party:
    """Not be found for a while, or be found again. What is agreed goes on."""
    turn.take()
    access.require(by, "act_for_party", party)
    party.refresh_from_db(fields=["is_open"])
    party.is_open = not party.is_open
    party.save(update_fields=["is_open"])
    diary.note(party, "opened" if party.is_open else "paused", by=by)
    return party


def _require_own(whom: Person | Affiliate, by: Person) -> None:
    if isinstance(whom, Person):
        if whom.pk != by.pk or not may_take_part(by):
            raise PermissionDenied("act_for_party")
    else:
        access.require(by, "lead_exchange", whom)


def _values(told: PartyTold, *, sample: bool) -> dict[str, Any]:
    return {
        "capacity": told.capacity,
        "until": told.until,
        "contact": line(told.contact)[:300],
        "reached": told.reached,
        "is_open": True,
        "confirmed_on": clock.today(),
        "sample": sample,
    }
