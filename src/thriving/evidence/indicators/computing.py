"""Series that were computed from wiki history by whoever can: kept as known, like those read from files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.evidence import ledger
from thriving.evidence.facts.indicators import SERIES_COMPUTED
from thriving.evidence.indicators import keeping
from thriving.evidence.indicators.files import Figures
from thriving.evidence.indicators.mapping import Refused
from thriving.evidence.models import Computation, Indicator, Origin, SeriesOrigin
from thriving.kernel import clock, diary
from thriving.kernel.words import Words


@dataclass(frozen=True)
class Computed:
    """A series just computed: what it is called, its figures, and how they came about.

    ``open_months``: months that are not known yet, each with the day from which they may be.
    ``withheld``: months that are known and too small to be told.
    """

    key: str
    position: int
    unit: str
    summary: str
    title: Words
    meaning: Words
    figures: Figures
    metric: str
    definition: str
    source: str
    limits: str
    parameters: Mapping[str, Any]
    wikis: Mapping[str, str]
    known_until: datetime
    engine: str
    open_months: Mapping[date, date] = field(default_factory=dict)
    withheld: tuple[date, ...] = ()
    notes: tuple[str, ...] = ()
    sample: bool = False


@transaction.atomic
def take_in(computed: Computed, *, by: Any) -> bool:
    """Make this what is known of the series from now on; whether anything is new. Raises Refused."""
    ledger.hold()
    indicator = Indicator.objects.filter(key=computed.key).first()
    if indicator and not indicator.is_computed:
        raise Refused(_("The series %(key)s is read from a file of others.") % {"key": computed.key})
    standing = keeping.standing(indicator) if indicator else {}
    moved = keeping.moved(computed.figures, standing)
    if indicator and not moved and _same(indicator, computed):
        return False
    _renew(computed, moved, by)
    return True


def _same(indicator: Indicator, computed: Computed) -> bool:
    last = indicator.computations.last()
    same_words = all(getattr(indicator, name) == value for name, value in _described(computed).items())
    return bool(last and same_words and _all_same(last, _told(computed)))


def _all_same(computation: Computation, told: Mapping[str, object]) -> bool:
    return all(getattr(computation, name) == value for name, value in told.items())


def _renew(computed: Computed, moved: keeping.Moved, by: Any) -> None:
    digest = keeping.digest_of(computed.figures)
    indicator, _created = Indicator.objects.update_or_create(
        key=computed.key,
        defaults={**_described(computed), "digest": digest, "imported_at": clock.now()},
    )
    number = keeping.state(indicator, SERIES_COMPUTED, by=by, origin=Origin.WIKI)
    keeping.write(indicator, computed.figures, moved, number)
    Computation.objects.create(
        indicator=indicator, known_number=number, computed_at=clock.now(), **_told(computed)
    )
    diary.note(indicator, "computed", by=by, body={"wikis": dict(computed.wikis), "digest": digest})


def _described(computed: Computed) -> dict[str, Any]:
    return {
        "position": computed.position,
        "title": computed.title,
        "definition": computed.meaning,
        "unit": computed.unit,
        "summary": computed.summary,
        "origin": SeriesOrigin.COMPUTED,
        "source": computed.source,
        "sample": computed.sample,
    }


def _told(computed: Computed) -> dict[str, Any]:
    return {
        "metric": computed.metric,
        "definition": computed.definition,
        "source": computed.source,
        "limits": computed.limits,
        "notes": list(computed.notes),
        "parameters": dict(computed.parameters),
        "wikis": dict(computed.wikis),
        "known_until": computed.known_until,
        "engine": computed.engine,
        "open_months": {
            month.isoformat(): known_from.isoformat() for month, known_from in computed.open_months.items()
        },
        "withheld_months": [month.isoformat() for month in computed.withheld],
    }
