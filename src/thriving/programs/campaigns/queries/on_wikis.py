"""What everybody reads of what the people of a campaign did on wikis: coarse, and nothing of few people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.programs.campaigns.content import Measured
from thriving.programs.campaigns.models import Campaign, Measurement
from thriving.programs.campaigns.states import WITHDRAWN
from thriving.programs.events.coarse import STEP, SUMS
from thriving.programs.events.queries.registration import in_tens

ON_WIKIS: tuple[str, ...] = (
    Measured.EDITS,
    Measured.PAGES_CREATED,
    Measured.PAGES_IMPROVED,
    Measured.NEW_EDITORS,
    Measured.STAYED,
)


@dataclass(frozen=True)
class Number:
    """``rough``: at least as many. ``withheld``: of so few people that it is not told.

    A number that is not known yet is so until ``known_from``, or until the next history of the wikis.
    """

    value: int | None
    rough: bool = False
    withheld: bool = False
    fewer_than: int | None = None
    known_from: date | None = None
    awaits_lake: bool = False


@dataclass(frozen=True)
class OnWikis:
    numbers: Mapping[str, Number]
    why_not: str | Promise = ""
    so_far: bool = False


def on_wikis(campaign: Campaign, least: int) -> dict[int | None, OnWikis]:
    """Of the whole, under None, and of each place by its row."""
    if campaign.state == WITHDRAWN:
        return {}
    return {each.instance_id: _of(each, least) for each in Measurement.objects.filter(campaign=campaign)}


def not_measured(*, names_went: bool = False) -> OnWikis:
    why = (
        _("What was done on the wikis is not measured: the names of some were deleted before.")
        if names_went
        else _(
            "What was done on the wikis is not measured: no history of these wikis is at hand, or nobody "
            "agreed to be counted."
        )
    )
    return OnWikis({each: Number(None) for each in ON_WIKIS}, why_not=why)


def _of(found: Measurement, least: int) -> OnWikis:
    if not found.figures:
        return not_measured(names_went=found.names_went)
    editors = found.figures["editors"]["value"]
    is_told = editors is None or (editors >= least and found.told)
    figures: dict[str, Any] = found.told or found.figures
    numbers = {
        each: _number(each, figures[each], least, found) if is_told else Number(None, withheld=True)
        for each in ON_WIKIS
    }
    return OnWikis(numbers, so_far=not found.is_whole)


def _number(name: str, told: Mapping[str, Any], least: int, found: Measurement) -> Number:
    value = told["value"]
    if value is None:
        return _unknown(told["known_from"], names_went=found.names_went)
    if name in SUMS:
        return Number(value, rough=True) if value else Number(0, fewer_than=STEP)
    return Number(None, withheld=True) if value < least else Number(in_tens(value), rough=True)


def _unknown(known_from: str, *, names_went: bool) -> Number:
    if not known_from or names_went:
        return Number(None)
    day = date.fromisoformat(known_from)
    return Number(None, known_from=day) if day > clock.today() else Number(None, awaits_lake=True)
