"""What learning patterns leave in the ledger: that one was used by somebody."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thriving.evidence import actions as evidence
from thriving.evidence.kinds import Dimension, FactKind, Type, declare
from thriving.evidence.models import Source
from thriving.evidence.statements import Statement
from thriving.movement.actions import Actor
from thriving.programs.patterns.models import Reuse

PATTERN_REUSED = declare(
    FactKind(
        name="pattern.reused",
        subject="reuse",
        meaning=_("Somebody used a learning pattern, and told where."),
        sentence=_("The learning pattern %(pattern)s was used."),
        dimensions=(Dimension("pattern", Type.KEY, _("The learning pattern.")),),
    )
)


def statements() -> Iterator[Statement]:
    """What the ledger should hold of reuses, from the reuses themselves."""
    yield from map(statement, Reuse.objects.select_related("pattern").order_by("pk"))


def tell(reuse: Reuse, by: Actor) -> None:
    Source.objects.update_or_create(
        key=_source(reuse),
        defaults={
            "kind": "pattern",
            "title": reuse.pattern.title,
            "url": reverse("patterns:pattern", args=[reuse.pattern.key]),
            "sample": reuse.sample,
        },
    )
    evidence.state([statement(reuse)], by=by)


def take_back(reuse: Reuse, by: Actor, why: str) -> None:
    evidence.retract(PATTERN_REUSED.name, [statement(reuse).natural_key], by=by, why=why)


def statement(reuse: Reuse) -> Statement:
    dimensions = {"pattern": reuse.pattern.key}
    return Statement(
        PATTERN_REUSED.name, str(reuse.pk), reuse.used_on, dimensions=dimensions, source=_source(reuse)
    )


def _source(reuse: Reuse) -> str:
    return f"pattern/{reuse.pattern.key}"
