"""What of affiliates waits for a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import work
from thriving.movement.queries import recognition
from thriving.movement.queries.reports import owed_by
from thriving.ui import cldr


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    yield from recognitions(reader)
    yield from reports(reader)


def recognitions(reader: Any) -> Iterator[work.Item]:
    """The next steps of affiliates that ask to be recognized, for those who judge."""
    for affiliate in recognition.waiting(reader):
        yield work.Item(
            title=_("Recognition of %(group)s: %(step)s")
            % {"group": cldr.apart(affiliate), "step": affiliate.get_state_display()},
            address=reverse("movement:recognition", args=[affiliate.key]),
            due=affiliate.due_at.date() if affiliate.due_at else None,
            of=str(affiliate),
            why=_("A group waits for its next step."),
            kind=_("Take the recognition of a group one step further"),
            sample=affiliate.sample,
        )


def reports(reader: Any) -> Iterator[work.Item]:
    """The reports that the reader's own affiliates owe."""
    for report in owed_by(reader):
        yield work.Item(
            title=_("%(report)s of %(group)s")
            % {"report": report.get_what_display(), "group": cldr.apart(report.affiliate)},
            address=reverse("movement:affiliate_report", args=[report.affiliate.key, report.pk]),
            due=report.due_on,
            of=str(report.affiliate),
            why=_("Affiliates say each year what they did."),
            kind=_("Report on an affiliate"),
            sample=report.affiliate.sample,
        )


work.declare("affiliates", gettext_lazy("Affiliates"), waiting)
