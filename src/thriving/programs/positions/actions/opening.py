"""A position is shown, opened for applications, and closed again where nobody comes."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thriving.kernel import clock
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.programs.positions.actions.following import follow, hold
from thriving.programs.positions.models import Opening, Position
from thriving.programs.positions.states import POSITION


@transaction.atomic
def describe(position: Position, *, by: Person) -> None:
    """From here on everybody reads what is planned."""
    hold(position, by)
    POSITION.take(position, "describe", described_on=clock.today())
    follow(position, "described", by=by)


@transaction.atomic
def open_for_applications(position: Position, *, on: date, by: Person) -> None:
    hold(position, by)
    require_come(on)
    last = position.openings.aggregate(last=Max("closed_on"))["last"]
    if last and on < last:
        raise Refused(_("It was open until a later day: it opens again on that day or after it."))
    POSITION.take(position, "open", reason="")
    position.openings.create(opened_on=on, told_at=clock.now())
    follow(position, "opened", by=by)


@transaction.atomic
def close(position: Position, *, on: date, reason: str, by: Person) -> None:
    """Nobody is found, or nobody is needed. It stays to be read, with the reason."""
    hold(position, by)
    require_come(on)
    if not (reason := clean(reason)):
        raise Refused(_("Say why."))
    POSITION.take(position, "close", reason=reason)
    end_opening(position, on, Opening.Outcome.CLOSED)
    follow(position, "closed", by=by, why=reason)


def end_opening(position: Position, on: date, outcome: str) -> None:
    """The one that stands, if any; it is open for at least no day."""
    for opening in position.openings.filter(closed_on=None):
        opening.closed_on, opening.outcome = max(on, opening.opened_on), outcome
        opening.ended_at = clock.now()
        opening.save(update_fields=["closed_on", "outcome", "ended_at"])


def require_come(day: date) -> None:
    if day > clock.today():
        raise Refused(_("This day has not come yet."))
