"""That somebody came: told of a random identifier when they are checked in, taken back when they were not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from thriving.evidence import actions as evidence
from thriving.evidence.facts.people import LEADERSHIP_ENGAGED
from thriving.evidence.facts.words import COUNTRY, LANGUAGE, REGION, ROLE
from thriving.evidence.kinds import PERSON, Dimension, FactKind, Type, declare
from thriving.evidence.models import Visibility
from thriving.evidence.statements import Statement
from thriving.movement.actions import Actor
from thriving.movement.queries.places import Division, division
from thriving.programs.events.facts.event import CAMPAIGN, INITIATIVE, SCHEME, name_source, source_of
from thriving.programs.events.models import Registration, Standing
from thriving.programs.events.states.event import CANCELED
from thriving.programs.events.traces import Trace, traces

STANDING = Dimension(
    "standing", Type.CHOICE, _("Whether it is the first time that they do this."), tuple(Standing.values)
)
EVENT_ATTENDED = declare(
    FactKind(
        name="event.attended",
        subject=PERSON,
        meaning=_("A person took part in an event."),
        sentence=_("Took part in the event %(event)s: %(role)s, %(standing)s. Country: %(country)s."),
        dimensions=(
            Dimension("event", Type.KEY, _("The event, by its key.")),
            ROLE,
            STANDING,
            REGION,
            COUNTRY,
            LANGUAGE,
            INITIATIVE,
            CAMPAIGN,
        ),
        visibility=Visibility.RESTRICTED,
    )
)
KIND = EVENT_ATTENDED.name
LEADERSHIP = LEADERSHIP_ENGAGED.name


def _leadership(stage: str) -> Trace:
    titles = {
        "tested": _("Its participants test the leadership framework"),
        "refined": _("Its participants give feedback that refines the leadership framework"),
    }
    return Trace(
        titles[stage],
        _("Whoever comes counts as having done so, by what they say they are in the movement."),
        LEADERSHIP,
        lambda registration: {
            **common(registration),
            "stage": stage,
            # Whoever could have said that it is the first time, and did not, is not new to it.
            "standing": registration.standing or Standing.EXISTING,
            "role": registration.comes_as or registration.role,
        },
        asks_what_they_are=True,
    )


traces.add("leadership-tested", _leadership("tested"))
traces.add("leadership-refined", _leadership("refined"))


def of_kind(kind: str) -> Iterator[Statement]:
    """What the ledger should hold of this kind, from the registrations themselves."""
    came = Registration.objects.filter(attended_on__isnull=False).exclude(event__state=CANCELED)
    world = division(SCHEME)
    for each in came.select_related("event").prefetch_related("event__tracings").order_by("pk"):
        yield from (statement for statement in statements(each, world) if statement.kind == kind)


def statements(registration: Registration, world: Division | None) -> Iterator[Statement]:
    """Everything that their coming is evidence of; ``world`` says in which region their country lies."""
    if registration.attended_on is None:
        return
    dimensions = {**common(registration), **event_of(registration), "role": registration.role}
    region = world.region_of(dimensions["country"], day_of(registration)) if world else None
    yield _statement(registration, KIND, "", {**dimensions, "region": region or ""})
    for tracing in registration.event.tracings.all():
        if tracing.trace in traces:
            trace = traces[tracing.trace]
            evident = {"region": region or "", **trace.dimensions(registration)}
            yield _statement(registration, trace.kind, tracing.trace, evident)


def tell(registrations: Sequence[Registration], *, by: Actor) -> None:
    """State what follows from their coming; said again, nothing changes, said otherwise it is corrected."""
    if registrations:
        name_source(registrations[0].event)
        world = division(SCHEME)
        evidence.state((each for some in registrations for each in statements(some, world)), by=by)


def take_back(registrations: Iterable[Registration], *, by: Actor, why: str) -> None:
    """They did not come, or the event did not count: by the state as it was told."""
    withdrawn: dict[str, list[str]] = {}
    for each in registrations:
        for statement in statements(each, None):  # a key tells of no region
            withdrawn.setdefault(statement.kind, []).append(statement.natural_key)
    for kind, keys in withdrawn.items():
        evidence.retract(kind, keys, by=by, why=why)


def take_back_trace(registrations: Iterable[Registration], trace: str, *, by: Actor, why: str) -> None:
    keys = [_key(each, trace) for each in registrations if each.attended_on]
    if keys and trace in traces:
        evidence.retract(traces[trace].kind, keys, by=by, why=why)


def _statement(registration: Registration, kind: str, trace: str, dimensions: dict[str, str]) -> Statement:
    return Statement(
        kind,
        registration.subject,
        day_of(registration),
        dimensions=dimensions,
        source=source_of(registration.event),
        key=_key(registration, trace),
    )


def _key(registration: Registration, trace: str) -> str:
    """By the registration, not by the person: who joins it to an account stays counted once."""
    return "|".join(filter(None, [source_of(registration.event), registration.uid, trace]))


def day_of(registration: Registration) -> date:
    """Within the event as it stands: its times may have been corrected since."""
    event, came = registration.event, registration.attended_on
    return min(max(came or event.held_on, event.local_start.date()), event.held_on)


def common(registration: Registration) -> dict[str, str]:
    return {
        "standing": registration.standing,
        "country": registration.country or registration.event.country,
        "language": registration.language,
    }


def event_of(registration: Registration) -> dict[str, str]:
    event = registration.event
    return {"event": event.public_key, "initiative": event.initiative, "campaign": event.campaign}
