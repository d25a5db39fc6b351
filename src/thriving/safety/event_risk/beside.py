"""Ways to the risks of an event from pages of others: the event's, its affiliate's, and the plan's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Max
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thriving.kernel import access, clock
from thriving.movement import slots as on_affiliates
from thriving.movement.models import Affiliate
from thriving.plan import slots as on_plan
from thriving.plan.slots import Filler, Seen
from thriving.programs.events import slots as on_events
from thriving.programs.events.models import Event
from thriving.programs.events.slots import Link
from thriving.safety.event_risk.facts import REQUIRED
from thriving.safety.event_risk.models import Stakeholder
from thriving.safety.event_risk.queries.publication import holds_publication
from thriving.safety.event_risk.queries.stakeholders import all_missed
from thriving.ui import cldr


def on_an_event(event: Event, reader: Any) -> Iterator[Link]:
    if access.may(reader, "see_event_risk", event):
        yield Link(_("Safety"), _("Risks of this event"), reverse("event_risk:event", args=[event.key]))


def on_an_affiliate(request: HttpRequest, affiliate: Affiliate) -> str:
    if not access.may(request.user, "describe_affiliate", affiliate):
        return ""
    told = (
        _("Your events in person are announced only once they passed the risk protocol.")
        if holds_publication(affiliate)
        else _("Your events in person are announced whether or not they passed the risk protocol.")
    )
    address = reverse("event_risk:rule", args=[affiliate.key])
    section = '<section><h2>{}</h2><p>{} <a href="{}">{}</a></p></section>'
    return format_html(section, _("Events in person"), told, address, _("Change it"))


def below_a_requirement(seen: Seen) -> str:
    """Of the key result that counts who took part: by whom it is missed, where the page tells of today."""
    if seen.on < clock.today() or not _counts_stakeholders(seen):
        return ""
    missed = all_missed().count()
    if not missed:
        return ""
    told = ngettext(
        "%(count)s role of the Foundation has not taken part, as of today.",
        "%(count)s roles of the Foundation have not taken part, as of today.",
        missed,
    )
    address, label = reverse("event_risk:missed"), _("At which events, and in which roles")
    line = '<p>{} <a href="{}">{}</a></p>'
    return format_html(line, told % {"count": cldr.number(missed)}, address, label)


def edition() -> str:
    """Changes with every role that is entered, takes part, or takes it back."""
    told = Stakeholder.objects.aggregate(
        rows=Count("pk"), engaged=Count("engaged_at"), released=Count("released_at"), last=Max("engaged_at")
    )
    return f"{told['rows']}.{told['engaged']}.{told['released']}.{told['last']}"


def _counts_stakeholders(seen: Seen) -> bool:
    return any(side.fact == REQUIRED for side in seen.requirement.asked.question.sides)


on_events.fillers.add("risks", on_an_event)
on_affiliates.fillers.add("risks", on_an_affiliate)
on_plan.add("risks", Filler(fill=below_a_requirement, edition=edition))
