"""From a priority of a plan to what serves it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from thriving.plan import ways_in
from thriving.plan.models import Plan
from thriving.programs.initiatives.parts import code


def from_plan(plan: Plan, priority: str, objective: str) -> Iterator[tuple[str, str]]:
    if plan.state == "open" and not objective:
        serving = urlencode({"serves": code(plan.key, priority)})
        yield _("Initiatives that serve this priority"), f"{reverse('initiatives:initiatives')}?{serving}"


ways_in.add("initiatives", from_plan)
