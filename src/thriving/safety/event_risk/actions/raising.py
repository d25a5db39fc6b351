"""An event becomes enhanced: what must not be written of it from then on is taken out where it was before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from thriving.kernel import diary
from thriving.movement.actions import Actor
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions.naming import may_name_somebody
from thriving.safety.event_risk.models import Decision, Mitigation, Proviso, Risk

TAKEN_OUT = _(
    "Taken out: this said who could be at risk or how to reach them, and since it is enhanced whoever runs "
    "this site must not be able to read that. Write it anew, of roles."
)


@transaction.atomic
def take_names_out(event: Event, *, by: Actor) -> None:
    """Of all versions, and of its contacts, which whoever knows them writes down anew without a name."""
    contacts = [each for each in event.risk_contacts.all() if each.name or each.number]
    for each in contacts:
        each.delete()
    texts = sum(_take_out_of(event, row, columns) for row, columns in _written(event))
    if contacts or texts:
        diary.note(event, "took_names_out", by=by, body={"contacts": len(contacts), "texts": texts})


def is_taken_out(text: str) -> bool:
    """In whichever language it was said."""
    return any(text == _said_in(code) for code, _name in settings.LANGUAGES)


def _said_in(language: str) -> str:
    with translation.override(language):
        return str(TAKEN_OUT)


def _take_out_of(event: Event, row: Any, columns: tuple[str, ...]) -> int:
    found = [column for column in columns if may_name_somebody(event, getattr(row, column))]
    for column in found:
        setattr(row, column, str(TAKEN_OUT))
    if found:
        row.save(update_fields=found)
    return len(found)


def _written(event: Event) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Why a payment is held stays: it is about whoever holds it, and few read it."""
    yield from ((each, ("context",)) for each in event.risk_assessments.all())
    of = {"assessment__event": event}
    yield from ((each, ("threat", "vulnerability", "capacity")) for each in Risk.objects.filter(**of))
    measures = Mitigation.objects.filter(risk__assessment__event=event)
    yield from ((each, ("words", "evidence")) for each in measures)
    yield from ((each, ("words", "evidence")) for each in Proviso.objects.filter(**of))
    yield from ((each, ("reason",)) for each in Decision.objects.filter(**of))
    yield from ((each, ("words", "reason")) for each in event.risk_triages.all())
    yield from ((each, ("reason",)) for each in event.risk_waivers.all())
