"""What positions know of a person: what goes into their file, and what becomes of it when they leave."""

from __future__ import annotations

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Person
from thriving.movement.personal import declare
from thriving.programs.positions.models import Holding, Position


def _forget_name(person: Person) -> None:
    held = Holding.objects.filter(holder=person)
    Position.objects.filter(holdings__in=held).update(revision=F("revision") + 1)
    held.update(shown_name="", holder=None)


declare(
    "positions.Position",
    _("Positions that you manage"),
    rows=lambda person: Position.objects.filter(manager=person).values("key", "state"),
    columns={"key": _("Position"), "state": _("State")},
    stays=_("It stays, without anybody who manages it."),
)
declare(
    "positions.Holding",
    _("Positions that you hold or held"),
    rows=lambda person: Holding.objects.filter(holder=person).values(
        "position__key", "shown_name", "stage", "first_day", "last_day"
    ),
    columns={
        "position__key": _("Position"),
        "shown_name": _("Name that others see"),
        "stage": _("State"),
        "first_day": _("First day"),
        "last_day": _("Last day"),
    },
    forget=_forget_name,
    stays=_("That somebody held the position, and when; nothing of who it was."),
)
