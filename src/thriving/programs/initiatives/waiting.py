"""What of initiatives waits for a person: drafts to be published, and those whose time is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import work
from thriving.programs.initiatives.models import Initiative
from thriving.programs.initiatives.queries import drafts_led_by, run_by
from thriving.programs.initiatives.states import PUBLISHED
from thriving.ui import cldr


def waiting(reader: Any, today: date) -> Iterator[work.Item]:
    for draft in drafts_led_by(reader):
        yield _item(
            draft,
            _("Read the draft “%(title)s”") % {"title": cldr.apart(draft)},
            _("An initiative is published by whoever leads a priority that it serves."),
            kind=_("Read the draft of an initiative"),
        )
    for over in run_by(reader).filter(state=PUBLISHED, closes_on__lt=today):
        yield _item(
            over,
            _("Close “%(title)s”, or say until when it goes on") % {"title": cldr.apart(over)},
            _("The last day on which one could join is over."),
            kind=_("Close an initiative, or say until when it goes on"),
        )


def _item(initiative: Initiative, title: str, why: str, *, kind: str) -> work.Item:
    return work.Item(
        title=title,
        address=reverse("initiatives:initiative", args=[initiative.key]),
        due=initiative.closes_on,
        since=initiative.changed_at.date(),
        why=why,
        kind=kind,
        sample=initiative.sample,
    )


work.declare("initiatives", gettext_lazy("Initiatives"), waiting)
