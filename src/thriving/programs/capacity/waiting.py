"""What waits for an affiliate's officers, and for whoever looks at assessments from outside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import work
from thriving.programs.capacity.models import Assessment, Look, Path
from thriving.programs.capacity.queries import (
    assessments_kept_by,
    looks_judged_by,
    looks_open_to,
    over,
    paths_kept_by,
)
from thriving.programs.capacity.states import HANDED_IN, OPEN, PLANNED, RUNNING, WRITTEN
from thriving.ui import cldr

_A_DAY = timedelta(days=1)


def waiting(reader: Any, today: date) -> Iterator[work.Item]:
    kept = assessments_kept_by(reader)
    yield from map(_to_write, kept.filter(state__in=WRITTEN))
    yield from map(_to_ask, kept.filter(state=HANDED_IN).exclude(looks__state__in=OPEN))
    yield from map(_to_judge, looks_judged_by(reader))
    yield from map(_to_take, looks_open_to(reader))
    paths = paths_kept_by(reader)
    yield from map(_to_start, paths.filter(state=PLANNED))
    yield from map(_to_assess_again, over(paths.filter(state=RUNNING), today))


def _to_write(found: Assessment) -> work.Item:
    return work.Item(
        title=_("Go on with the assessment of %(affiliate)s") % {"affiliate": cldr.apart(found.affiliate)},
        address=reverse("capacity:assessment", args=[found.key]),
        due=None,
        since=found.begun_at.date(),
        why=found.reason,
        kind=_("Go on with an assessment"),
        sample=found.sample,
    )


def _to_ask(found: Assessment) -> work.Item:
    return work.Item(
        title=_("Ask somebody to look at the assessment of %(affiliate)s")
        % {"affiliate": cldr.apart(found.affiliate)},
        address=reverse("capacity:assessment", args=[found.key]),
        due=None,
        since=found.handed_in_on,
        why=_("What nobody from outside has confirmed does not count."),
        kind=_("Ask somebody to look at an assessment"),
        sample=found.sample,
    )


def _to_judge(look: Look) -> work.Item:
    return _look(look, _("Read the assessment of %(affiliate)s, and answer"))


def _to_take(look: Look) -> work.Item:
    return _look(look, _("Take on the assessment of %(affiliate)s, or decline"))


def _look(look: Look, title: str) -> work.Item:
    return work.Item(
        title=title % {"affiliate": cldr.apart(look.assessment.affiliate)},
        address=reverse("capacity:look", args=[look.pk]),
        due=look.due_on,
        since=look.asked_at.date(),
        kind=_("Look at an assessment"),
        sample=look.assessment.sample,
    )


def _to_start(path: Path) -> work.Item:
    return work.Item(
        title=_("Start the growth path of %(affiliate)s before its program begins")
        % {"affiliate": cldr.apart(path.affiliate)},
        address=reverse("capacity:path", args=[path.key]),
        due=path.begins - _A_DAY,
        why=_("What is declared once the program runs does not count."),
        kind=_("Start a growth path"),
        sample=path.sample,
    )


def _to_assess_again(path: Path) -> work.Item:
    return work.Item(
        title=_("Assess %(affiliate)s again after its program") % {"affiliate": cldr.apart(path.affiliate)},
        address=reverse("capacity:path", args=[path.key]),
        due=path.due_on,
        since=path.last_day,
        why=_("What grew counts only once it is assessed again."),
        kind=_("Assess an affiliate again"),
        sample=path.sample,
    )


work.declare("capacity", gettext_lazy("Capacity of affiliates"), waiting)
