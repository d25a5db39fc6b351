"""What of evidence waits for a second person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.evidence import imports, stated
from thriving.movement import work
from thriving.ui import cldr

TO_DECIDE = timedelta(days=7)  # somebody waits for the second person


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    yield from values_to_decide(reader)
    yield from imports_to_decide(reader)


def values_to_decide(reader: Any) -> Iterator[work.Item]:
    """Numbers that somebody typed: they count once a second person has seen their proof."""
    for value in stated.waiting_for(reader):
        since = value.created_at.date()
        yield work.Item(
            title=_("Confirm or refuse a typed number"),
            address=reverse("evidence:stated-value", args=[value.pk]),
            due=since + TO_DECIDE,
            since=since,
            why=_("Somebody typed it; it counts once a second person has seen its proof."),
            kind=_("Confirm or refuse a typed number"),
        )


def imports_to_decide(reader: Any) -> Iterator[work.Item]:
    for batch in imports.waiting_for(reader):
        since = batch.created_at.date()
        yield work.Item(
            title=_("Decide on the import “%(name)s”") % {"name": cldr.apart(batch.name)},
            address=reverse("evidence:import", args=[batch.pk]),
            due=since + TO_DECIDE,
            since=since,
            why=_("Its rows are checked; they count once you say so."),
            kind=_("Decide on an import"),
            sample=batch.sample,
        )


work.declare("evidence", gettext_lazy("Evidence"), waiting)
