"""Everything that could be asked for, asked once: who stands first then, by the weights in force."""

from __future__ import annotations

from collections.abc import Iterator

from thriving.kernel import clock
from thriving.movement.skills import skills
from thriving.programs.finder import choices
from thriving.programs.finder.sources import offers_on
from thriving.programs.matching.actions import tell_exposure
from thriving.programs.matching.engine import FINDING, Wanted, spread
from thriving.programs.matching.models import Exposure, Purpose
from thriving.programs.matching.queries import terms


def look() -> Exposure:
    """Nobody's questions are looked at: there is nothing that keeps them."""
    day = clock.today()
    offers, asked_by = offers_on(day), terms(Purpose.INITIATIVES, day, FINDING)
    found = spread(every_wish(), offers, asked_by)
    sample = any(offer.sample for offer in offers)
    return tell_exposure(Purpose.INITIATIVES, asked_by.version, found, sample=sample)


def every_wish() -> Iterator[Wanted]:
    """Each topic and each need by itself, in each region."""
    for region in sorted(choices.regions()):
        yield from (Wanted(topics={each: 1}, region=region) for each in sorted(skills()))
        yield from (Wanted(needs={each: 1}, region=region) for each in sorted(choices.needs()))
