"""Somebody will begin, begins, leaves, or never came: at most one person holds a position at a time."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.movement.spelling import line
from thriving.programs.positions.actions.following import follow, hold
from thriving.programs.positions.actions.opening import end_opening, require_come
from thriving.programs.positions.models import Holding, Opening, Position
from thriving.programs.positions.states import POSITION

Stage = Holding.Stage
LONGEST_NAME = 60


@transaction.atomic
def promise(position: Position, *, first_day: date, by: Person, holder: Person | None = None) -> Holding:
    """Somebody will begin on a day that is to come. No plan counts it before they have."""
    hold(position, by)
    if first_day <= clock.today():
        raise Refused(_("This day has come: say that somebody has begun work."))
    POSITION.take(position, "promise")
    end_opening(position, clock.today(), Opening.Outcome.FILLED)
    holding = _hold(position, Stage.PROMISED, first_day, holder)
    follow(position, "promised", by=by)
    return holding


@transaction.atomic
def fill(position: Position, *, first_day: date, by: Person, holder: Person | None = None) -> Holding:
    """Somebody has begun work: plans count it from that day on."""
    hold(position, by)
    require_come(first_day)
    _require_after_opening(position, first_day)
    POSITION.take(position, "fill")
    end_opening(position, first_day, Opening.Outcome.FILLED)
    holding = _hold(position, Stage.AT_WORK, first_day, holder)
    follow(position, "filled", by=by)
    return holding


@transaction.atomic
def begin(position: Position, *, first_day: date, by: Person) -> Holding:
    """Who was to begin has begun."""
    hold(position, by)
    require_come(first_day)
    _require_after_opening(position, first_day)
    POSITION.take(position, "begin")
    holding = _change(position, Stage.PROMISED, stage=Stage.AT_WORK, first_day=first_day)
    follow(position, "begun", by=by)
    return holding


@transaction.atomic
def leave(position: Position, *, last_day: date, by: Person) -> Holding:
    """They have left. That they were hired stays true; the page says that nobody is there now."""
    hold(position, by)
    require_come(last_day)
    POSITION.take(position, "leave")
    _require_a_day(position.holdings.get(stage=Stage.AT_WORK), last_day)
    ended = {"stage": Stage.LEFT, "last_day": last_day, "ended_at": clock.now()}
    holding = _change(position, Stage.AT_WORK, **ended)
    follow(position, "left", by=by)
    return holding


@transaction.atomic
def undo(position: Position, *, why: str, by: Person) -> Holding:
    """Nobody came after all, or it was said by mistake: it is open again, and no plan counts it."""
    hold(position, by)
    if not (why := clean(why)):
        raise Refused(_("Say why."))
    POSITION.take(position, "undo")
    undone = {"stage": Stage.UNDONE, "why": why, "ended_at": clock.now()}
    holding = _change(position, Stage.PROMISED, Stage.AT_WORK, **undone)
    position.openings.create(opened_on=clock.today(), told_at=clock.now())
    follow(position, "undone", by=by, why=why)
    return holding


@transaction.atomic
def show_name(holding: Holding, name: str, *, by: Person) -> None:
    """Whoever holds it says under which name everybody may know; an empty one hides it again."""
    access.require(by, "show_own_name", holding)
    name = line(name)
    if len(name) > LONGEST_NAME:
        raise Refused(_("A name has at most %(count)d characters.") % {"count": LONGEST_NAME})
    Holding.objects.filter(pk=holding.pk).update(shown_name=name, named_at=clock.now())
    holding.shown_name = name
    Position.objects.filter(pk=holding.position_id).update(revision=F("revision") + 1)
    diary.note(holding.position, "name shown" if name else "name hidden", by=by)


def _hold(position: Position, stage: str, first_day: date, holder: Person | None) -> Holding:
    if holder and (holder.shielded or not holder.is_active):
        raise Refused(_("This person cannot hold a position."))
    return Holding.objects.create(
        position=position,
        number=position.holdings.count() + 1,
        holder=holder,
        stage=stage,
        first_day=first_day,
        told_at=clock.now(),
    )


def _change(position: Position, *stages: str, **values: Any) -> Holding:
    holding = position.holdings.get(stage__in=stages)
    for name, value in values.items():
        setattr(holding, name, value)
    holding.save(update_fields=list(values))
    return holding


def _require_a_day(holding: Holding, last_day: date) -> None:
    """Plans count who has begun work: whoever goes on the day on which they came has not."""
    if last_day < holding.first_day:
        raise Refused(_("They began after this day."))
    if last_day == holding.first_day:
        raise Refused(_("They began on this day. If they did not stay, say that nobody came after all."))


def _require_after_opening(position: Position, first_day: date) -> None:
    opened = position.openings.order_by("-opened_on").values_list("opened_on", flat=True).first()
    if opened and first_day < opened:
        raise Refused(_("It was opened after this day."))
