"""Which series are computed from the lake: a TOML file, like the one that maps published series."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from thriving.evidence.indicators import Refused
from thriving.evidence.models.indicator import Summary
from thriving.kernel.words import Words

SHIPPED = Path(__file__).parent / "data" / "computed.toml"
_NEEDED = ("key", "metric", "title", "definition")
# The product’s word for what one is, by the engine’s; of anything else there is no sentence yet.
UNITS = {"people": "person", "edits": "edit", "pages": "page", "share": "share", "articles": "article"}


@dataclass(frozen=True)
class Definition:
    """A series: a metric by name with its parameters, over these wikis, or over all of the lake."""

    key: str
    position: int
    metric: str
    title: Words
    meaning: Words
    summary: str = Summary.MEAN
    part: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    wikis: tuple[str, ...] = ()


def definitions() -> list[Definition]:
    """Those of the installation. Raises Refused, with a sentence for each thing that is wrong."""
    return read(Path(settings.COMPUTED_SERIES) if settings.COMPUTED_SERIES else SHIPPED)


def read(path: Path) -> list[Definition]:
    entries = _content(path).get("indicator", [])
    if problems := list(_problems(entries)):
        raise Refused(*problems)
    return [_definition(entry, place) for place, entry in enumerate(entries)]


def _content(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused(_("The file of computed series %(path)s cannot be opened.") % {"path": path}) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(
            _("The file of computed series %(path)s is not TOML: %(error)s.") % {"path": path, "error": error}
        ) from error


def _problems(entries: object) -> Iterator[str]:
    if not isinstance(entries, list) or not entries:
        yield _("The file of computed series names no indicator.")
        return
    seen: set[str] = set()
    for place, entry in enumerate(entries, 1):
        name = (entry.get("key") if isinstance(entry, dict) else None) or place
        yield from _entry_problems(name, entry)
        if name in seen:
            yield _("The indicator %(key)s is computed twice.") % {"key": name}
        seen.add(str(name))


def _entry_problems(name: object, entry: object) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield _("Computed indicator %(name)s is not a table.") % {"name": name}
        return
    for needed in _NEEDED:
        if not entry.get(needed):
            yield _("Computed indicator %(name)s lacks “%(field)s”.") % {"name": name, "field": needed}
    if not isinstance(entry.get("parameters", {}), dict) or not isinstance(entry.get("wikis", []), list):
        yield _("Computed indicator %(name)s: parameters are a table, wikis a list.") % {"name": name}
    if entry.get("summary", Summary.MEAN) not in Summary.values:
        yield _("Computed indicator %(name)s: a year is a “mean” or a “sum” of its months.") % {"name": name}


def _definition(entry: dict[str, Any], place: int) -> Definition:
    return Definition(
        key=entry["key"],
        position=1_000 + place,  # after the published ones
        metric=entry["metric"],
        title=Words(entry["title"]),
        meaning=Words(entry["definition"]),
        summary=entry.get("summary", Summary.MEAN),
        part=entry.get("part", ""),
        parameters=entry.get("parameters", {}),
        wikis=tuple(entry.get("wikis", ())),
    )
