"""Beside the objectives of a plan: what councils recommend for them, and how many wait or are overdue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thriving.kernel import clock
from thriving.plan import ways_in
from thriving.plan.models import Plan
from thriving.programs.councils.models import Recommendation
from thriving.programs.councils.states.recommendations import OPEN, UNTOLD
from thriving.ui import cldr

_READ = "_recommended_by_councils"  # where the plan at hand keeps what was read


def from_plan(plan: Plan, priority: str, objective: str) -> Iterator[tuple[str, str]]:
    """The page is kept until the ledger grows or a day passes: each step of a recommendation does either."""
    for each in _counted(plan).get((f"{plan.key}/{priority}", objective), ()) if objective else ():
        label = _label(str(each["council__title"] or each["council__key"]), each["open"], each["late"])
        yield label, reverse("councils:recommendations", args=[each["council__key"]])


def _counted(plan: Plan) -> Mapping[tuple[str, str], list[dict[str, Any]]]:
    """By priority and objective; read once for the plan at hand, however many objectives its page has."""
    if _READ not in plan.__dict__:
        plan.__dict__[_READ] = _count(plan)
    found: Mapping[tuple[str, str], list[dict[str, Any]]] = plan.__dict__[_READ]
    return found


def _count(plan: Plan) -> Mapping[tuple[str, str], list[dict[str, Any]]]:
    open_ = Q(state=OPEN)
    told = Recommendation.objects.filter(priority__startswith=f"{plan.key}/").exclude(state__in=UNTOLD)
    rows = told.order_by("council__key").values("council__key", "council__title", "priority", "objective")
    counted = rows.annotate(
        open=Count("pk", filter=open_),
        late=Count("pk", filter=open_ & Q(due_on__lt=clock.today())),
    )
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for each in counted:
        found[each["priority"], each["objective"]].append(dict(each))
    return found


def _label(council: str, waiting: int, late: int) -> str:
    parts = [_("Recommendations of the council “%(council)s”") % {"council": council}]
    if waiting:
        sentence = ngettext("%(count)s waits for an answer", "%(count)s wait for an answer", waiting)
        parts.append(sentence % {"count": cldr.number(waiting)})
    if late:
        parts.append(ngettext("%(count)s overdue", "%(count)s overdue", late) % {"count": cldr.number(late)})
    return ", ".join(parts)


ways_in.add("councils", from_plan)
