"""What the records of the paid work say of a measure: reports begin with it, and show it beside.

A number of people is told in whole tens, and not at all of fewer than the measure tells of, as campaigns and
events tell theirs: two reports of one grant would else say who came between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thriving.evidence import ledger
from thriving.evidence.asked import Asked
from thriving.evidence.definitions import version_of
from thriving.evidence.measures import AsOf, Reading
from thriving.evidence.measures.evaluate import evaluate_many
from thriving.grants.agreements.models import Agreement
from thriving.grants.agreements.queries import events_of, works_of
from thriving.grants.proposals.models import ChosenMeasure
from thriving.kernel import clock
from thriving.programs.campaigns.facts import source_of as source_of_campaign
from thriving.programs.campaigns.models import Campaign
from thriving.programs.campaigns.queries.results import least_told as least_of_campaign
from thriving.programs.events.facts.event import source_of as source_of_event
from thriving.programs.events.models import Event
from thriving.programs.events.queries.measured import LEAST
from thriving.programs.events.queries.measured import least_told as least_of_event
from thriving.programs.events.queries.registration import in_tens


@dataclass(frozen=True)
class Recorded:
    """``value`` is None where no record says anything, or where they speak of ``fewer_than`` people."""

    value: Decimal | None = None
    fewer_than: int | None = None

    @property
    def is_told(self) -> bool:
        return self.value is not None


@dataclass(frozen=True)
class Works:
    """Everything that an agreement pays for, with what belongs to it."""

    campaigns: list[Campaign]
    events: list[Event]

    @property
    def sources(self) -> list[str]:
        """Under what their facts stand in the ledger."""
        return sorted({*map(source_of_campaign, self.campaigns), *map(source_of_event, self.events)})

    @property
    def least(self) -> int:
        """Of how many people is told at least: of more where taking part in any of them is dangerous."""
        of_events = map(least_of_event, self.events)
        return max([LEAST, *of_events, *map(least_of_campaign, self.campaigns)])


def recorded(
    agreement: Agreement, chosen: Iterable[ChosenMeasure], since: date, until: date
) -> Mapping[int, Recorded]:
    """By the row of each shared measure, of the works that the agreement names, from day to day."""
    works = works_behind(agreement)
    sources = works.sources
    asked = {each.pk: found for each in chosen if (found := _asked(each, sources, since, until))}
    if not sources or not asked:
        return {}
    as_of = AsOf(min(until, clock.today()), ledger.number_on(clock.today()))
    readings = evaluate_many([each.question for each in asked.values()], as_of)
    told = zip(asked.items(), readings, strict=True)
    return {pk: _told(each, reading, works.least) for (pk, each), reading in told}


def works_behind(agreement: Agreement) -> Works:
    """An initiative stands for its campaigns; of events all for which money could not leave without them."""
    named = list(works_of(agreement))
    initiatives = [each.initiative.key for each in named if each.initiative]
    campaigns = [*Campaign.objects.filter(initiative__in=initiatives)]
    campaigns += [each.campaign for each in named if each.campaign]
    return Works(list(dict.fromkeys(campaigns)), list(events_of(agreement)))


def _asked(chosen: ChosenMeasure, sources: list[str], since: date, until: date) -> Asked | None:
    version = version_of(chosen.measure.key) if chosen.measure else None
    if version is None:
        return None
    return Asked.of(version, [("source", "in", sources)], since=since, until=until)


def _told(asked: Asked, reading: Reading, least: int) -> Recorded:
    if reading.value is None or not asked.question.about_people:
        return Recorded(reading.value)
    if reading.value < least:
        return Recorded(fewer_than=least)
    return Recorded(Decimal(in_tens(int(reading.value))))
