"""Series taken in from files: compared first, then written at once, and only where something differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.evidence import ledger
from thriving.evidence.facts.indicators import SERIES_IMPORTED
from thriving.evidence.indicators import keeping
from thriving.evidence.indicators.files import Figures, read_series
from thriving.evidence.indicators.keeping import Moved
from thriving.evidence.indicators.mapping import MappedIndicator, Mapping, Refused
from thriving.evidence.models import Indicator, Origin, SeriesOrigin
from thriving.kernel import clock, diary


@dataclass(frozen=True)
class SeriesChange:
    """What the file would change in one series."""

    mapped: MappedIndicator
    figures: Figures
    digest: str
    moved: Moved
    described_anew: bool  # its title, definition or source differs from what the mapping says now

    @property
    def added(self) -> tuple[date, ...]:
        return self.moved.added

    @property
    def corrected(self) -> tuple[date, ...]:
        return self.moved.corrected

    @property
    def withdrawn(self) -> tuple[date, ...]:
        """Months that the file no longer has."""
        return self.moved.withdrawn

    @property
    def changes_nothing(self) -> bool:
        return not self.moved and not self.described_anew


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
    _refuse_computed(figures)
    mapped = [each for each in mapping.indicators if each.key in figures]
    changes = [_change(each, figures[each.key], mapping) for each in mapped]
    for change in changes:
        if not change.changes_nothing:
            _take_in(change, mapping, by)
    return changes


def _refuse_computed(keys: Iterable[str]) -> None:
    taken = Indicator.objects.filter(key__in=keys, origin=SeriesOrigin.COMPUTED).values_list("key", flat=True)
    if taken:
        raise Refused(*(_("The series %(key)s is computed here.") % {"key": key} for key in sorted(taken)))


def _change(mapped: MappedIndicator, figures: Figures, mapping: Mapping) -> SeriesChange:
    indicator = Indicator.objects.filter(key=mapped.key).first()
    standing = keeping.standing(indicator) if indicator else {}
    described = {name: getattr(indicator, name, None) for name in _described(mapped, mapping)}
    return SeriesChange(
        mapped=mapped,
        figures=figures,
        digest=keeping.digest_of(figures),
        moved=keeping.moved(figures, standing),
        described_anew=indicator is not None and described != _described(mapped, mapping),
    )


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
        "origin": SeriesOrigin.PUBLISHED,
        "file": mapped.file,
        "column": mapped.column,
    }


def _take_in(change: SeriesChange, mapping: Mapping, by: Any) -> None:
    described = _described(change.mapped, mapping)
    indicator, _created = Indicator.objects.update_or_create(
        key=change.mapped.key,
        defaults={**described, "digest": change.digest, "imported_at": clock.now()},
    )
    if change.moved:
        number = keeping.state(indicator, SERIES_IMPORTED, by=by, origin=Origin.IMPORT)
        keeping.write(indicator, change.figures, change.moved, number)
    diary.note(indicator, "imported", by=by, body=_told(change))


def _told(change: SeriesChange) -> dict[str, object]:
    return {
        "added": len(change.added),
        "corrected": len(change.corrected),
        "withdrawn": len(change.withdrawn),
        "digest": change.digest,
    }
