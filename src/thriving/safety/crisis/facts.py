"""What crises leave in the ledger: that one qualified, and that it was answered in time.

What nobody has decided by then, or read as the second person, is told of as if it had qualified.

Nothing of what it was. Both are told late, by as many days as the setting says, so that nobody learns from a
number what is going on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_noop as _

from thriving.evidence import actions as evidence
from thriving.evidence.facts.safety import EVENT_ANSWERED, EVENT_QUALIFIED
from thriving.evidence.models import Fact, Source, Visibility
from thriving.evidence.statements import Statement
from thriving.kernel.words import in_every_language
from thriving.movement.actions import Actor
from thriving.safety.crisis.models import Crisis

QUALIFIED, ANSWERED = KINDS = EVENT_QUALIFIED.name, EVENT_ANSWERED.name
BEGINNING = "crisis-record/"  # of the sources of these facts


def statements(kind: str) -> Iterator[Statement]:
    """What the ledger should hold of this kind, from the crises that are counted by now."""
    for crisis in Crisis.objects.filter(counted_at__isnull=False).order_by("key"):
        yield from (each for each in said_by(crisis) if each.kind == kind)


def said_by(crisis: Crisis) -> Iterator[Statement]:
    if crisis.counted_at and crisis.counts_since:
        yield _statement(QUALIFIED, crisis, crisis.counts_since)
        if crisis.answer_counted_at and crisis.answered_at:
            yield _statement(ANSWERED, crisis, crisis.answered_at)


def tell(crisis: Crisis, by: Actor, why: str) -> None:
    """Have the ledger say what is counted; said again, nothing changes."""
    Source.objects.update_or_create(
        key=source_of(crisis),
        defaults={
            "kind": "crisis",
            "title": in_every_language(_("A major event")),
            "visibility": Visibility.SEALED,
            "sample": crisis.sample,
        },
    )
    standing = Fact.objects.filter(kind__in=KINDS, source=source_of(crisis), superseded_number=None)
    evidence.settle(said_by(crisis), standing, by=by, why=why)


def source_of(crisis: Crisis) -> str:
    return f"{BEGINNING}{crisis.key}"


def _statement(kind: str, crisis: Crisis, at: datetime) -> Statement:
    return Statement(kind, f"crisis-{crisis.key}", at.date(), source=source_of(crisis))
