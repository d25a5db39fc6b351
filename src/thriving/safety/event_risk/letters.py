"""Letters about the risks of events: that something waits, and where. Nothing of what, where or why."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thriving.kernel import outbox
from thriving.movement.models import Person
from thriving.safety.event_risk.models import Assessment


def tell_stale(assessment: Assessment) -> None:
    """To its organizers: nothing is paid until it is assessed anew."""
    sentence = _("A risk assessment of yours no longer holds. What to do stands here:")
    page = outbox.address_of("event_risk:event", assessment.event.key)
    key = f"risk-stale:{assessment.key}"
    for person in Person.objects.filter(organized_events__event=assessment.event, is_active=True):
        outbox.send(
            to=person,
            subject=_("Something of yours must be looked at again"),
            text=format_lazy("{}\n{}\n", sentence, page),
            key=key,
            kind="work",
        )
