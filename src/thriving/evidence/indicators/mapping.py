from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from thriving.evidence.models.indicator import Summary
from thriving.kernel.words import Words

DEFAULT_MAPPING = Path(__file__).resolve().parents[1] / "data" / "movement-metrics.toml"
UNITS = ("share", "person", "page", "article", "edit")
_NEEDED = ("key", "file", "column", "unit", "title", "definition")


class Refused(Exception):
    """The files or their mapping cannot be taken in. One sentence for each thing that is wrong."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class MappedIndicator:
    """Which file and column is this indicator, and what its figures mean."""

    key: str
    position: int
    file: str
    column: str
    unit: str
    summary: str
    title: Words
    definition: Words
    limits: Words
    numerator: str = ""
    denominator: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(name for name in (self.column, self.numerator, self.denominator) if name)


@dataclass(frozen=True)
class Mapping:
    source: str
    source_url: str
    license: str
    indicators: tuple[MappedIndicator, ...]

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(sorted({indicator.file for indicator in self.indicators}))

    def of_file(self, name: str) -> tuple[MappedIndicator, ...]:
        return tuple(indicator for indicator in self.indicators if indicator.file == name)


def read_mapping(path: Path = DEFAULT_MAPPING) -> Mapping:
    """The mapping in a TOML file. Raises Refused, with a sentence for each thing that is wrong."""
    content = _content(path)
    entries = content.get("indicator", [])
    if problems := [*_problems(entries), *_source_problems(content)]:
        raise Refused(*problems)
    source = content["source"]
    return Mapping(
        source=source["name"],
        source_url=source.get("url", ""),
        license=source.get("license", ""),
        indicators=tuple(_indicator(entry, position) for position, entry in enumerate(entries)),
    )


def _content(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused(_("The mapping file %(path)s cannot be opened.") % {"path": path}) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(
            _("The mapping file %(path)s is not TOML: %(error)s.") % {"path": path, "error": error}
        ) from error


def _source_problems(content: dict[str, Any]) -> Iterator[str]:
    if not isinstance(content.get("source"), dict) or not content["source"].get("name"):
        yield _("The mapping must say in [source] who publishes these figures.")


def _problems(entries: object) -> Iterator[str]:
    if not isinstance(entries, list) or not entries:
        yield _("The mapping names no indicator.")
        return
    for place, entry in enumerate(entries, 1):
        yield from _entry_problems(place, entry)
    yield from _repeated([entry.get("key", "") for entry in entries if isinstance(entry, dict)])


def _entry_problems(place: int, entry: object) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield _("Indicator %(place)d of the mapping is not a table.") % {"place": place}
        return
    name = entry.get("key") or place
    for field in _NEEDED:
        if not entry.get(field):
            yield _("Indicator %(name)s of the mapping lacks “%(field)s”.") % {"name": name, "field": field}
    if entry.get("unit") and entry["unit"] not in UNITS:
        yield _("Indicator %(name)s: the unit “%(unit)s” is not one of %(units)s.") % {
            "name": name,
            "unit": entry["unit"],
            "units": ", ".join(UNITS),
        }
    if entry.get("summary", Summary.MEAN) not in Summary.values:
        yield _("Indicator %(name)s: a year is a “mean” or a “sum” of its months.") % {"name": name}
    if bool(entry.get("numerator")) != bool(entry.get("denominator")):
        yield _("Indicator %(name)s: a numerator and a denominator only go together.") % {"name": name}


def _repeated(keys: Sequence[str]) -> Iterator[str]:
    for key, times in Counter(keys).items():
        if key and times > 1:
            yield _("The mapping names the indicator %(key)s twice.") % {"key": key}


def _indicator(entry: dict[str, Any], position: int) -> MappedIndicator:
    return MappedIndicator(
        key=entry["key"],
        position=position,
        file=entry["file"],
        column=entry["column"],
        unit=entry["unit"],
        summary=entry.get("summary", Summary.MEAN),
        title=Words(entry["title"]),
        definition=Words(entry["definition"]),
        limits=Words(entry.get("limits", {})),
        numerator=entry.get("numerator", ""),
        denominator=entry.get("denominator", ""),
    )
