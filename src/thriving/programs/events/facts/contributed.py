"""What participants did on the wikis: sums as everybody reads them, and people as people, each once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from thriving.evidence import actions as evidence
from thriving.evidence.facts.words import COUNTRY, LANGUAGE, REGION
from thriving.evidence.kinds import PERSON, Dimension, FactKind, Type, declare
from thriving.evidence.models import Fact, Visibility
from thriving.evidence.statements import Statement
from thriving.movement.actions import Actor
from thriving.movement.queries.places import division
from thriving.programs.events.coarse import SUMS
from thriving.programs.events.facts.event import (
    CAMPAIGN,
    INITIATIVE,
    SCHEME,
    dimensions_of,
    name_source,
    source_of,
)
from thriving.programs.events.facts.participation import day_of, event_of
from thriving.programs.events.models import Contribution, Event, Registration, Standing
from thriving.programs.events.states.event import OVER

FIGURE = Dimension("figure", Type.CHOICE, _("What was summed up."), SUMS)
EDITOR = Dimension(
    "editor", Type.CHOICE, _("Whether they were new to the wikis as editors."), tuple(Standing.values)
)
STAYED = Dimension(
    "stayed", Type.CHOICE, _("Whether they edited again in the thirty days after it."), ("yes", "no")
)
EVENT_CONTRIBUTED = declare(
    FactKind(
        name="event.contributed",
        subject="event",
        meaning=_("What participants of an event did on the wikis, in sum, rounded down."),
        sentence=_("At the event %(subject)s: %(figure)s, at least %(value)s."),
        dimensions=(FIGURE, COUNTRY, REGION, INITIATIVE, CAMPAIGN),
        key=("figure",),
        unit="of the figure",
    )
)
EVENT_EDITED = declare(
    FactKind(
        name="event.edited",
        subject=PERSON,
        meaning=_("A participant of an event, who agreed to be counted, edited the wikis during it."),
        sentence=_("Edited at the event %(event)s: %(editor)s as an editor. Stayed: %(stayed)s."),
        dimensions=(
            Dimension("event", Type.KEY, _("The event, by its key.")),
            EDITOR,
            STAYED,
            REGION,
            COUNTRY,
            LANGUAGE,
            INITIATIVE,
            CAMPAIGN,
        ),
        visibility=Visibility.RESTRICTED,
    )
)
KINDS = (EVENT_CONTRIBUTED.name, EVENT_EDITED.name)
_SAID = {True: "yes", False: "no", None: ""}
_NEW: dict[bool | None, str] = {True: Standing.NEW, False: Standing.EXISTING, None: ""}


def editor_dimensions(said: Mapping[str, bool | None]) -> dict[str, str]:
    """What is not known is not stated."""
    return {"editor": _NEW[said["new"]], "stayed": _SAID[said["stayed"]]}


def settle(event: Event, *, by: Actor, why: str) -> None:
    """Have the ledger say what is known now; nothing of an event that counts no longer."""
    standing = Fact.objects.filter(kind__in=KINDS, source=source_of(event), superseded_number=None)
    said = list(statements_of(event))
    if said:
        name_source(event)
    evidence.settle(said, standing, by=by, why=why)


def of_kind(kind: str) -> Iterator[Statement]:
    """What the ledger should hold of this kind, from what was measured."""
    for found in Contribution.objects.filter(event__state__in=OVER).select_related("event").order_by("pk"):
        yield from (each for each in _statements(found) if each.kind == kind)


def statements_of(event: Event) -> Iterator[Statement]:
    found = Contribution.objects.filter(event=event).first()
    if found and event.state in OVER:
        found.event = event
        yield from _statements(found)


def _statements(found: Contribution) -> Iterator[Statement]:
    """Of what the lake knows to its end: what grows with each lake is no fact yet."""
    if found.is_whole:
        yield from _sums(found)
        yield from _people(found)


def _sums(found: Contribution) -> Iterator[Statement]:
    event = found.event
    where = {} if event.is_invited else _where(event)
    for figure in SUMS:
        if value := found.told.get(figure, {}).get("value"):
            yield Statement(
                EVENT_CONTRIBUTED.name,
                event.public_key,
                event.held_on,
                Decimal(value),
                dimensions={"figure": figure, **where},
                source=source_of(event),
                key=f"{source_of(event)}|{figure}",
                visibility=Visibility.RESTRICTED if event.is_invited else None,
            )


def _where(event: Event) -> dict[str, str]:
    return {name: value for name, value in dimensions_of(event).items() if name != "format"}


def _people(found: Contribution) -> Iterator[Statement]:
    world = division(SCHEME)
    for each in Registration.objects.filter(event=found.event, uid__in=found.editors).order_by("pk"):
        each.event = found.event
        country = each.country or found.event.country
        region = world.region_of(country, day_of(each)) if world else None
        yield Statement(
            EVENT_EDITED.name,
            each.subject,
            day_of(each),
            dimensions={
                **event_of(each),
                **editor_dimensions(found.editors[each.uid]),
                "country": country,
                "region": region or "",
                "language": each.language,
            },
            source=source_of(found.event),
            key=f"{source_of(found.event)}|{each.uid}",
        )
