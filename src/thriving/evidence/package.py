"""Everything public in one file that anybody can check and cite: a Frictionless data package.

The same records as known at the same number give the same bytes, so two readers can compare digests.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from thriving.evidence import exports, ledger
from thriving.evidence.definitions import latest_versions
from thriving.evidence.in_use import Place, every_place
from thriving.evidence.models import MeasureVersion, Release
from thriving.evidence.queries import Number, numbers_for
from thriving.kernel import clock, files, tables
from thriving.ui import cldr

DESCRIPTOR = "datapackage.json"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # a zip's earliest moment: when it was written must not change its bytes
_LICENSE = {
    "name": "CC0-1.0",
    "title": "Creative Commons Zero v1.0 Universal",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
}
SERIES = ("place", "title", "measure", "version", "on", "value", "unit", "as_known_on", "published", "sample")
MEASURES = ("measure", "version", "title", "short", "limits", "kind", "unit", "specification")
_TYPES = {"on": "date", "as_known_on": "date", "occurred_on": "date", "value": "number", "version": "integer"}


@dataclass(frozen=True)
class Written:
    """What the package says about itself."""

    digest: str
    citation: str
    known_on: date
    sample: bool


@dataclass(frozen=True)
class _Part:
    """A table of the package, ready."""

    path: Path
    title: str
    header: Sequence[str]
    digest: str

    @property
    def name(self) -> str:
        return self.path.name


def current(collection: str = "") -> BinaryIO:
    """The package as things are known now, open: written when first asked for, kept until something changes.

    Open, because whoever writes a newer one takes this one's name away.
    """
    path = _folder() / f"{_name(collection)}-{_state(collection)}.zip"
    try:
        return path.open("rb")
    except FileNotFoundError:
        return _made(path, collection)


def _made(path: Path, collection: str) -> BinaryIO:
    """Under a name of its own until it is whole: any number may be writing the same one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{uuid.uuid4().hex}.part")
    try:
        write(unfinished, collection)
        made = unfinished.open("rb")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    _forget_older(path, collection)
    return made


def read(package: BinaryIO) -> Written:
    """What a package says about itself; leaves it at its beginning."""
    with zipfile.ZipFile(package) as archive:
        said = json.loads(archive.read(DESCRIPTOR))
    package.seek(0)
    return Written(
        digest=said["digest"].removeprefix("sha256:"),
        citation=said["citation"],
        known_on=date.fromisoformat(said["created"]),
        sample=said["sample"],
    )


def write(path: Path, collection: str = "") -> Written:
    """Write the package of one plan, or of everything public, to ``path``. Its words are English."""
    with override("en"), tempfile.TemporaryDirectory() as folder:
        parts, sample = _parts(collection, Path(folder))
        written = _about(parts, collection, sample=sample)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            with archive.open(_entry(DESCRIPTOR), "w") as target:
                target.write(_descriptor(parts, written, collection))
            for part in parts:
                with archive.open(_entry(part.name), "w") as target, part.path.open("rb") as source:
                    shutil.copyfileobj(source, target)
    return written


def _folder() -> Path:
    return Path(settings.DATA) / "packages"


def _name(collection: str) -> str:
    return f"plan-{collection}" if collection else "all"


def _state(collection: str) -> str:
    """What the package depends on, as a short name: a new record, release or definition makes another."""
    asked = [f"{place.key} {place.asked.key} {place.title}" for place in every_place(collection)]
    newest = [model.objects.aggregate(newest=Max("pk"))["newest"] for model in (Release, MeasureVersion)]
    told = [clock.today().isoformat(), ledger.position(), *newest, *asked]
    return sha256(json.dumps(told).encode()).hexdigest()[:16]


def _forget_older(newest: Path, collection: str) -> None:
    for path in newest.parent.glob(f"{_name(collection)}-{'[0-9a-f]' * 16}.zip"):
        if path != newest:
            path.unlink(missing_ok=True)


def _parts(collection: str, folder: Path) -> tuple[list[_Part], bool]:
    visitor = AnonymousUser()
    places = list(every_place(collection))
    numbers = numbers_for(visitor, [place.asked for place in places])
    facts = exports.open_records(visitor)
    if collection:
        kinds = {side.fact for place in places for side in place.asked.question.sides}
        facts = facts.filter(kind__in=kinds)
    sample = exports.has_sample(facts) or any(each.release and each.release.sample for each in numbers)
    versions = {place.asked.version.pk: place.asked.version for place in places} if collection else None
    columns = exports.header(sample=sample)
    return [
        _table(folder / "series.csv", _("Every number, month by month"), SERIES, _series(places, numbers)),
        _table(folder / "measures.csv", _("How each number is counted"), MEASURES, _measures(versions)),
        _table(
            folder / "evidence-public.csv",
            _("The records that everyone may open"),
            columns,
            exports.lines(facts, columns),
        ),
    ], sample


def _table(path: Path, title: str, header: Sequence[str], lines: Iterable[Sequence[Any]]) -> _Part:
    with path.open("w", encoding="utf-8", newline="") as text:
        tables.write_csv(text, header, lines)
    with path.open("rb") as file:
        return _Part(path, title, header, files.digest_of(file))


def _series(places: Sequence[Place], numbers: Sequence[Number]) -> Iterator[list[Any]]:
    for place, number in zip(places, numbers, strict=True):
        version, release = place.asked.version, number.release
        for point in number.series:
            yield [
                f"{place.collection}/{place.key}",
                str(place.title),
                version.measure.key,
                version.number,
                point.on,
                point.value,
                place.asked.question.specification.unit,
                number.known_on,
                release is not None,
                exports.SAMPLE_MARK if release and release.sample else "",
            ]


def _measures(versions: dict[int, MeasureVersion] | None) -> Iterator[list[Any]]:
    chosen = latest_versions() if versions is None else list(versions.values())
    for version in sorted(chosen, key=lambda each: (each.measure.key, each.number)):
        yield [
            version.measure.key,
            version.number,
            str(version.title),
            str(version.short),
            str(version.limits),
            version.specification["kind"],
            version.specification["unit"]["code"],
            json.dumps(version.specification, sort_keys=True, ensure_ascii=False),
        ]


def _about(parts: Sequence[_Part], collection: str, *, sample: bool) -> Written:
    """The digest covers the digests of the parts, in their order."""
    digest = sha256("\n".join(f"{part.name} {part.digest}" for part in parts).encode()).hexdigest()
    known_on = clock.today()
    told = {
        "what": collection or _("all plans"),
        "day": cldr.day(known_on),
        "digest": digest,
    }
    citation = _("Thriving: public records of %(what)s, as known on %(day)s. SHA-256 %(digest)s.")
    words = citation % told
    return Written(digest, _("SAMPLE, fictional. %s") % words if sample else words, known_on, sample)


def _descriptor(parts: Sequence[_Part], written: Written, collection: str) -> bytes:
    described = {
        "profile": "tabular-data-package",
        "name": collection or "thriving-public-records",
        "title": _("Public records, measures and series"),
        "version": written.known_on.isoformat(),
        "created": written.known_on.isoformat(),
        "licenses": [_LICENSE],
        "sample": written.sample,
        "digest": f"sha256:{written.digest}",
        "citation": written.citation,
        "resources": [_resource(part) for part in parts],
    }
    return json.dumps(described, ensure_ascii=False, indent=2).encode()


def _resource(part: _Part) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": part.name.removesuffix(".csv"),
        "title": part.title,
        "path": part.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": part.path.stat().st_size,
        "hash": f"sha256:{part.digest}",
        "schema": {"fields": [{"name": name, "type": _TYPES.get(name, "string")} for name in part.header]},
    }


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
