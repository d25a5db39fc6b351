"""What keeps money from leaving, on the page of the event's risks, and what one prepares it by."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.kernel import access
from thriving.programs.events.models import Event
from thriving.safety.event_risk.conditions import HOLD
from thriving.safety.event_risk.queries import gate
from thriving.safety.event_risk.views import parts

# The page, what it is called, and who may open it.
_PAGES: tuple[tuple[str, str | Promise, str], ...] = (
    ("stakeholders", _("Who matters to its safety"), "see_event_risk"),
    ("contacts", _("Safety contacts"), "keep_risk_contacts"),
    ("day", _("The day"), "make_risk_pack"),
    ("waivers", _("Waivers"), "waive_event_risk"),
    ("holds", _("Holds"), "hold_event_risk"),
)


def conditions(request: HttpRequest, event: Event) -> dict[str, Any]:
    """But holds, for those who place none: a code that is read here too would tell whose it is."""
    missing = gate.missing(event)
    if not access.may(request.user, "hold_event_risk", event):
        missing = [each for each in missing if each.condition != HOLD]
    return {"missing": missing, "is_open": all(each.waiver for each in missing)}


def pages(request: HttpRequest, event: Event) -> dict[str, Any]:
    rules = {rule: access.may(request.user, rule, event) for _name, _title, rule in _PAGES}
    open_ = [(f"event_risk:{name}", title) for name, title, rule in _PAGES if rules[rule]]
    return {"pages": open_, "event": event}


parts.add("gate", conditions, order=10)
parts.add("pages", pages, order=90)
