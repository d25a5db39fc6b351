"""Whether a waiver still covers what it was asked for: an event as it was, and what was known of it then."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thriving.safety.event_risk.matrix import EXTREME
from thriving.safety.event_risk.models import Waiver
from thriving.safety.event_risk.queries.assessed import Assessed, tier_of
from thriving.safety.event_risk.queries.independence import are_apart, are_two
from thriving.safety.event_risk.queries.staleness import alerts_since, is_over, serious_since
from thriving.safety.event_risk.questionnaire import is_higher


def why_not_covered(waiver: Waiver, found: Assessed) -> str:
    """A sentence, or nothing while it covers what it was asked for."""
    if waiver.material != found.material_now:
        return _("The event was changed since: ask for it anew.")
    if _is_riskier(waiver, found) or _something_happened(waiver):
        return _("More is known of its risks since: ask for it anew.")
    if not are_apart(waiver.event, waiver.asked_by, waiver.decided_by):
        return _("Whoever is on the side of the event waives nothing: ask for it anew.")
    if waiver.decided_by and not are_two(waiver.asked_by, waiver.decided_by):
        return _("You asked for it: a second person decides.")
    return ""


def _is_riskier(waiver: Waiver, found: Assessed) -> bool:
    greater = (found.life_or_liberty or EXTREME) > waiver.life_or_liberty
    return greater or is_higher(tier_of(waiver.event), waiver.tier)


def _something_happened(waiver: Waiver) -> bool:
    """An alert counts while the event is to come; an incident also when it is told of late."""
    event, since = waiver.event, waiver.asked_at
    alerted = not is_over(event) and alerts_since(event, since).exists()
    return alerted or serious_since(event, since).exists()
