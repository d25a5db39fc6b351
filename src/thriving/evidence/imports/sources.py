"""The records that rows come from, told in a second sheet or file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from thriving.evidence.imports.columns import NARROWER, source_columns
from thriving.evidence.models import Batch, Source, StagedSource, Visibility
from thriving.evidence.statements import CODE
from thriving.kernel import files, tables
from thriving.kernel.words import Words

SHEET = "sources"
_MOST = 10_000
_TOLD = 20  # a wrong sheet is wrong everywhere


class SourcesRefused(Exception):
    """Some sources cannot be taken as they stand; the message says which rows, and why."""


def stage_sources(batch: Batch) -> None:
    """Read the sources that came with the batch; doing it again changes nothing."""
    rows = _rows(batch)
    if faults := [*_faults(rows), *_repeated(rows), *_changing(batch, rows)]:
        raise SourcesRefused("\n".join(faults[:_TOLD]))
    StagedSource.objects.bulk_create([_staged(batch, row) for row in rows], ignore_conflicts=True)


def put_sources(batch: Batch) -> None:
    """Make the staged sources what readers see. Within the transaction in which the batch takes effect.

    What something other than an import made known stands as it is.
    """
    standing = _made_elsewhere()
    Source.objects.bulk_create(
        [
            Source(
                key=staged.key,
                kind=staged.kind,
                title=staged.title,
                visibility=staged.visibility,
                url=staged.url,
                sample=batch.sample,
                imported=True,
            )
            for staged in batch.staged_sources.all()
            if staged.key not in standing
        ],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["kind", "title", "visibility", "url"],
    )


def known_sources(batch: Batch, keys: Collection[str]) -> set[str]:
    """Those of ``keys`` of which somebody says what they are: this file, or what was known before."""
    told = batch.staged_sources.filter(key__in=keys).values_list("key", flat=True)
    return {*told, *Source.objects.filter(key__in=keys).values_list("key", flat=True)}


def _rows(batch: Batch) -> list[tables.CheckedRow]:
    if batch.sources_file:
        with files.open_file(batch.sources_file) as file:
            return _of(file, None)
    with files.open_file(batch.file) as file:
        return _of(file, SHEET) if SHEET in tables.sheets(file) else []


def _of(file: BinaryIO, sheet: str | None) -> list[tables.CheckedRow]:
    table = tables.read(file, tables.Limits(rows=_MOST), sheet=sheet)
    return list(tables.checked(table, source_columns(_languages())))


def _languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def _faults(rows: list[tables.CheckedRow]) -> Iterator[str]:
    known = dict(Source.objects.values_list("key", "visibility"))
    for row in rows:
        for column, sentence in [*_told(row), *_further(row, known)]:
            yield _("Sources, row %(row)d, %(column)s: %(sentence)s") % {
                "row": row.number,
                "column": column,
                "sentence": sentence,
            }


def _told(row: tables.CheckedRow) -> list[tuple[str, str]]:
    return [(problem.column, problem.sentence) for problem in row.problems]


def _further(row: tables.CheckedRow, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    key, url, visibility = (row.values.get(name) or "" for name in ("key", "url", "visibility"))
    if key and not CODE.fullmatch(key):
        yield "key", _("A key is a code without spaces, at most 120 characters long.")
    if url and not url.startswith(("https://", "http://")):
        yield "url", _("An address starts with https://.")
    if key in known and visibility and _wider(visibility, known[key]):
        yield "visibility", _("Its name is shown to fewer readers now; an import cannot show it to more.")


def _wider(visibility: str, than: str) -> bool:
    return NARROWER.index(Visibility(visibility)) < NARROWER.index(Visibility(than))


def _repeated(rows: list[tables.CheckedRow]) -> Iterator[str]:
    seen: set[str] = set()
    for row in rows:
        key = row.values.get("key") or ""
        if key in seen:
            yield _("Sources, row %(row)d: “%(key)s” stands here twice.") % {"row": row.number, "key": key}
        seen.add(key)


def _changing(batch: Batch, rows: list[tables.CheckedRow]) -> Iterator[str]:
    """Rows about sources that are not theirs to change: undoing the import would not bring those back."""
    standing = _made_elsewhere()
    for row in rows:
        known = standing.get(row.values.get("key") or "")
        if known and not row.problems and _content(_staged(batch, row)) != _content(known):
            yield _(
                "Sources, row %(row)d: “%(key)s” is known already and is something else. An import adds"
                " sources and does not change them: leave the row out, or give the new source its own key."
            ) % {"row": row.number, "key": known.key}


def _made_elsewhere() -> dict[str, Source]:
    """The sources that no import brought."""
    return {source.key: source for source in Source.objects.filter(imported=False)}


def _content(source: Source | StagedSource) -> tuple[str, str, dict[str, str], str]:
    return source.kind, source.visibility, dict(source.title), source.url


def _staged(batch: Batch, row: tables.CheckedRow) -> StagedSource:
    titles = {code: row.values.get(f"title_{code}") for code in _languages()}
    titles[settings.LANGUAGE_CODE] = titles.get(settings.LANGUAGE_CODE) or row.values["title"]
    return StagedSource(
        batch=batch,
        key=row.values["key"],
        kind=row.values["kind"][:60],
        title=Words({code: title for code, title in titles.items() if title}),
        visibility=row.values["visibility"],
        url=row.values.get("url") or "",
    )
