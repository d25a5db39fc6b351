"""What core duties leave in the ledger: that each is held, and whether it serves a priority."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thriving.evidence import actions as evidence
from thriving.evidence.kinds import Dimension, FactKind, Type, declare
from thriving.evidence.models import Source
from thriving.evidence.statements import Statement
from thriving.movement.actions import Actor
from thriving.programs.initiatives.models import Duty
from thriving.programs.initiatives.states import HELD

ALIGNED, UNALIGNED = "aligned", "unaligned"

DUTY_HELD = declare(
    FactKind(
        name="duty.held",
        subject="duty",
        meaning=_("A core duty is held by a team, which says whether it serves a priority of a plan."),
        sentence=_("The core duty %(subject)s (%(duty)s) is held; %(alignment)s."),
        dimensions=(
            Dimension("duty", Type.KEY, _("What sort of duty it is.")),
            Dimension(
                "alignment",
                Type.CHOICE,
                _("Whether it serves a priority of a plan."),
                (ALIGNED, UNALIGNED),
            ),
            Dimension("serves", Type.KEY, _("The priority that it serves, as plan/priority.")),
        ),
    )
)


def statements() -> Iterator[Statement]:
    """What the ledger should hold of duties, from the duties themselves."""
    yield from map(statement, Duty.objects.filter(state=HELD).order_by("pk"))


def tell(duty: Duty, by: Actor) -> None:
    """State that it is held, and what it serves; said again, nothing changes."""
    Source.objects.update_or_create(
        key=_source(duty),
        defaults={
            "kind": "duty",
            "title": duty.title,
            "url": reverse("initiatives:duty", args=[duty.key]),
            "sample": duty.sample,
        },
    )
    evidence.state([statement(duty)], by=by)


def take_back(duty: Duty, by: Actor, why: str) -> None:
    evidence.retract(DUTY_HELD.name, [statement(duty).natural_key], by=by, why=why)


def statement(duty: Duty) -> Statement:
    dimensions = {
        "duty": duty.kind,
        "alignment": ALIGNED if duty.priority else UNALIGNED,
        "serves": duty.priority,
    }
    return Statement(DUTY_HELD.name, duty.key, duty.begins_on, dimensions=dimensions, source=_source(duty))


def _source(duty: Duty) -> str:
    return f"duty/{duty.key}"
