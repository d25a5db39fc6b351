"""Series taken in from files: compared first, then written at once, and only where something differs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from thriving.evidence import actions, ledger
from thriving.evidence.facts.indicators import SERIES_IMPORTED
from thriving.evidence.indicators.files import Figures, MonthFigure, read_series
from thriving.evidence.indicators.mapping import MappedIndicator, Mapping
from thriving.evidence.models import Indicator, IndicatorValue, Origin
from thriving.evidence.statements import Statement
from thriving.kernel import clock, diary

_AT_ONCE = 2_000


@dataclass(frozen=True)
class SeriesChange:
    """What the file would change in one series."""

    mapped: MappedIndicator
    figures: Figures
    digest: str
    added: tuple[date, ...]
    corrected: tuple[date, ...]
    withdrawn: tuple[date, ...]  # months that the file no longer has
    described_anew: bool  # its title, definition or source differs from what the mapping says now

    @property
    def moves_figures(self) -> bool:
        return bool(self.added or self.corrected or self.withdrawn)

    @property
    def changes_nothing(self) -> bool:
        return not self.moves_figures and not self.described_anew


def preview(path: Path, mapping: Mapping) -> list[SeriesChange]:
    """What reading ``path`` would change, in the mapping's order. Raises Refused; writes nothing."""
    figures = read_series(path, mapping)
    mapped = [each for each in mapping.indicators if each.key in figures]
    return [_change(each, figures[each.key], mapping) for each in mapped]


@transaction.atomic
def import_series(path: Path, mapping: Mapping, *, by: Any) -> list[SeriesChange]:
    """Take in every series of ``path``, or nothing when anything is wrong. Repeating it changes nothing."""
    figures = read_series(path, mapping)
    ledger.hold()  # two imports at once are compared one after the other
    mapped = [each for each in mapping.indicators if each.key in figures]
    changes = [_change(each, figures[each.key], mapping) for each in mapped]
    for change in changes:
        if not change.changes_nothing:
            _take_in(change, mapping, by)
    return changes


def digest_of(figures: Figures) -> str:
    """One hash for one series: over its months in order and their figures."""
    lines = (
        f"{month:%Y-%m} {figure.value} {figure.numerator} {figure.denominator}"
        for month, figure in sorted(figures.items())
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _change(mapped: MappedIndicator, figures: Figures, mapping: Mapping) -> SeriesChange:
    indicator = Indicator.objects.filter(key=mapped.key).first()
    standing = _standing(indicator) if indicator else {}
    described = {name: getattr(indicator, name, None) for name in _described(mapped, mapping)}
    return SeriesChange(
        mapped=mapped,
        figures=figures,
        digest=digest_of(figures),
        added=tuple(sorted(figures.keys() - standing.keys())),
        corrected=tuple(sorted(m for m in figures.keys() & standing.keys() if figures[m] != standing[m])),
        withdrawn=tuple(sorted(standing.keys() - figures.keys())),
        described_anew=indicator is not None and described != _described(mapped, mapping),
    )


def _standing(indicator: Indicator) -> Figures:
    values = indicator.values.known()
    return {value.month: MonthFigure(value.value, value.numerator, value.denominator) for value in values}


def _described(mapped: MappedIndicator, mapping: Mapping) -> dict[str, object]:
    return {
        "position": mapped.position,
        "title": mapped.title,
        "definition": mapped.definition,
        "limits": mapped.limits,
        "unit": mapped.unit,
        "summary": mapped.summary,
        "source": mapping.source,
        "source_url": mapping.source_url,
        "license": mapping.license,
        "file": mapped.file,
        "column": mapped.column,
    }


def _take_in(change: SeriesChange, mapping: Mapping, by: Any) -> None:
    described = _described(change.mapped, mapping)
    indicator, _created = Indicator.objects.update_or_create(
        key=change.mapped.key,
        defaults={**described, "digest": change.digest, "imported_at": clock.now()},
    )
    if change.moves_figures:
        _write(indicator, change, _number_of_import(indicator, by))
    diary.note(indicator, "imported", by=by, body=_told(change))


def _number_of_import(indicator: Indicator, by: Any) -> int:
    """State that the series was read, so that its figures are known from a number of the ledger on."""
    read_before = IndicatorValue.objects.filter(indicator=indicator).values("known_number").distinct().count()
    statement = Statement(
        kind=SERIES_IMPORTED.name,
        subject=indicator.key,
        occurred_on=clock.today(),
        key=f"{indicator.key}|{read_before + 1}",
    )
    actions.state([statement], by=by, origin=Origin.IMPORT)
    return ledger.position()


def _write(indicator: Indicator, change: SeriesChange, number: int) -> None:
    gone = [*change.corrected, *change.withdrawn]
    IndicatorValue.objects.known().filter(indicator=indicator, month__in=gone).update(
        superseded_number=number
    )
    new = {month: change.figures[month] for month in (*change.added, *change.corrected)}
    IndicatorValue.objects.bulk_create(_rows(indicator, new, number), batch_size=_AT_ONCE)


def _rows(indicator: Indicator, figures: Map[date, MonthFigure], number: int) -> list[IndicatorValue]:
    return [
        IndicatorValue(
            indicator=indicator,
            month=month,
            value=figure.value,
            numerator=figure.numerator,
            denominator=figure.denominator,
            known_number=number,
        )
        for month, figure in figures.items()
    ]


def _told(change: SeriesChange) -> dict[str, object]:
    return {
        "added": len(change.added),
        "corrected": len(change.corrected),
        "withdrawn": len(change.withdrawn),
        "digest": change.digest,
    }
