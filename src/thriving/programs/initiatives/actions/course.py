"""An initiative is offered, closed for a while, or withdrawn for good."""

from __future__ import annotations

from django.db import transaction

from thriving.kernel import clock, diary
from thriving.movement.actions import Actor
from thriving.movement.actions.groups import clean
from thriving.programs.initiatives.actions.writing import held, require_on
from thriving.programs.initiatives.models import Initiative
from thriving.programs.initiatives.states import INITIATIVE


@transaction.atomic
def publish(initiative: Initiative, *, by: Actor) -> None:
    """Offer it to everybody, for the first time or again."""
    require_on(by, "lead_initiative", initiative)
    held(initiative)
    since = initiative.published_at or clock.now()
    INITIATIVE.take(initiative, "publish", published_at=since, changed_at=clock.now())
    diary.note(initiative, "published", by=by)


@transaction.atomic
def close(initiative: Initiative, *, by: Actor, why: str = "") -> None:
    """Nobody can join any more; it stays to be read."""
    require_on(by, "run_initiative", initiative)
    held(initiative)
    INITIATIVE.take(initiative, "close", changed_at=clock.now())
    diary.note(initiative, "closed", by=by, why=clean(why))


@transaction.atomic
def withdraw(initiative: Initiative, *, reason: str, by: Actor) -> None:
    """Take it out of the lists, for a reason that everybody can read."""
    require_on(by, "lead_initiative", initiative)
    held(initiative)
    INITIATIVE.take(initiative, "withdraw", reason=clean(reason), changed_at=clock.now())
    diary.note(initiative, "withdrawn", by=by, why=initiative.reason)
