"""Beside the objectives of a plan: what councils recommend for them, and how many wait or are overdue."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thriving.kernel import clock
from thriving.plan import ways_in
from thriving.plan.models import Plan
from thriving.programs.councils.models import Council
from thriving.programs.councils.states.recommendations import OPEN, UNTOLD
from thriving.ui import cldr


def from_plan(plan: Plan, priority: str, objective: str) -> Iterator[tuple[str, str]]:
    """The page is kept until the ledger grows or a day passes: each step of a recommendation does either."""
    if not objective:
        return
    serves = Q(recommendations__priority=f"{plan.key}/{priority}", recommendations__objective=objective)
    told = serves & ~Q(recommendations__state__in=UNTOLD)
    open_ = serves & Q(recommendations__state=OPEN)
    late = open_ & Q(recommendations__due_on__lt=clock.today())
    found = Council.objects.annotate(
        told=Count("recommendations", filter=told),
        open=Count("recommendations", filter=open_),
        late=Count("recommendations", filter=late),
    )
    for each in found.filter(told__gt=0).order_by("key"):
        yield _label(str(each), each.open, each.late), reverse("councils:recommendations", args=[each.key])


def _label(council: str, waiting: int, late: int) -> str:
    parts = [_("Recommendations of the council “%(council)s”") % {"council": council}]
    if waiting:
        sentence = ngettext("%(count)s waits for an answer", "%(count)s wait for an answer", waiting)
        parts.append(sentence % {"count": cldr.number(waiting)})
    if late:
        parts.append(ngettext("%(count)s overdue", "%(count)s overdue", late) % {"count": cldr.number(late)})
    return ", ".join(parts)


ways_in.add("councils", from_plan)
