"""What the reference data and the alerts say of the country of an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thriving.kernel import clock
from thriving.movement.models import CountryProtection
from thriving.programs.events.models import Event
from thriving.safety.event_risk.models import CountryAlert
from thriving.safety.event_risk.queries.staleness import standing_alerts


@dataclass(frozen=True)
class Context:
    """``protected_since``: since when the reference says that taking part can be dangerous there."""

    country: str
    protected_since: date | None
    source: str
    alerts: list[CountryAlert]


def context_of(event: Event) -> Context:
    protections = CountryProtection.objects.on(clock.today()).filter(country=event.country)
    found = protections.values_list("begins_on", "source").first()
    since, source = found or (None, "")
    return Context(event.country, since, source, list(standing_alerts(event.country)))
