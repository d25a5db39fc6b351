"""On pages of lower packages: which code holds at an event, and, above every page, which role waits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.movement.models import Person
from thriving.movement.roles import roles, waits
from thriving.programs.events import slots as of_events
from thriving.programs.events.models import Event
from thriving.programs.events.slots import Link
from thriving.safety.conduct.models import Version
from thriving.safety.conduct.queries import owed_by
from thriving.safety.conduct.queries.acknowledging import waiting_holdings
from thriving.safety.conduct.states import HELD, IN_FORCE
from thriving.ui import slots

waits.add("conduct", waiting_holdings)


def of_event(event: Event, _reader: Any) -> Iterator[Link]:
    """The version in force in the whole movement; of an event that is over, the one that held on its day."""
    day = min(event.ends_at.date(), clock.today())
    found = Version.objects.filter(code__scope="", state__in=HELD).select_related("code").order_by("-number")
    if version := next((each for each in found if each.held_on(day)), None):
        yield Link(
            _("Code of Conduct"),
            version.code.title,
            reverse("conduct:version", args=[version.code.key, version.number]),
        )


of_events.policies.add("conduct", of_event)


def held_back(request: HttpRequest) -> str:
    """Which roles of the reader wait, and where they say that they have read it."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person) or not person.acting.acts_only:
        return ""
    owed = [each for each in owed_by(person) if each.version.state == IN_FORCE]
    titles = {str(roles[role].title) for each in owed for role in each.roles if role in roles}
    context = {"owed": owed, "titles": sorted(titles)}
    return render_to_string("conduct/_held_back.html", context, request) if owed else ""


slots.add("conduct", held_back)
