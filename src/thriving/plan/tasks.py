"""What the plan does by the clock."""

from __future__ import annotations

from datetime import date

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock, outbox, schedule
from thriving.movement.models import Person
from thriving.plan import waiting
from thriving.plan.actions.releasing import publish_due
from thriving.plan.models import KeyResult


@schedule.every("publish-plans", hours=24)
def publish_plans() -> None:
    """Publish each plan's numbers once a period of its cadence is over."""
    publish_due()


@schedule.every("remind-of-check-ins", hours=24)
def remind_of_check_ins() -> None:
    """Write to each lead, once, when a key result of theirs is due for a check-in."""
    for person in Person.objects.to_write_to():
        for key_result, last_on in waiting.to_check_in(person):
            if waiting.due_on(key_result, last_on) <= clock.today():
                _remind(person, key_result, last_on)


def _remind(person: Person, key_result: KeyResult, last_on: date | None) -> None:
    """Without its figures: a mailbox is open to more eyes than the page."""
    plan = key_result.objective.priority.plan
    outbox.send(
        to=person,
        subject=format_lazy(_("A check-in is due: {key_result}"), key_result=key_result.title),
        text=format_lazy(
            "{}\n\n{}\n",
            _("Say in a minute how it goes. Sign in here:"),
            outbox.address_of("plan:check_in", plan.key, key_result.key),
        ),
        key=f"check-in:{key_result.pk}:{last_on or plan.starts_on}",
        kind="work",
    )
