"""Everything that is known of a person as one file: for programs, for reading, and what they brought."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape

from thriving.kernel import clock, files
from thriving.kernel.models import StoredFile
from thriving.movement.models import Person
from thriving.movement.personal.registry import Known, in_order

IN_MEMORY = 5 * 1024 * 1024  # bytes; beyond, the file grows on the disk

Row = dict[str, Any]


def gather(person: Person) -> IO[bytes]:
    """A zip archive, read from its beginning; written row by row, however much there is."""
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- whoever asked closes it
    with translation.override(person.language), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, "data.json", _json(person))
        _write(archive, "data.html", _page(person))
        for stored in StoredFile.objects.filter(stored_by=person.key).order_by("key"):
            path = files.path_of(stored.key)
            if path.exists():
                archive.write(path, f"files/{stored.key}-{stored.name}")
    file.seek(0)
    return file


def rows_of(known: Known, person: Person) -> Iterator[Row]:
    return ({name: row.get(name) for name in known.columns} for row in known.rows(person))


def _write(archive: zipfile.ZipFile, name: str, pieces: Iterator[str]) -> None:
    with archive.open(name, "w", force_zip64=True) as part:
        for piece in pieces:
            part.write(piece.encode())


def _json(person: Person) -> Iterator[str]:
    yield '{"made_at":' + json.dumps(clock.now().isoformat())
    for known in in_order():
        yield f",\n{json.dumps(known.model)}:"
        yield from _table(known, person) if not known.left_out else _reason(known)
    yield "}\n"


def _table(known: Known, person: Person) -> Iterator[str]:
    yield "["
    yield from _separated(rows_of(known, person), _dumped)
    yield "]"


def _reason(known: Known) -> Iterator[str]:
    yield json.dumps({"left_out": str(known.left_out)}, ensure_ascii=False)


def _separated(rows: Iterator[Row], write: Callable[[Row], str]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield (",\n" if number else "\n") + write(row)


def _dumped(row: Row) -> str:
    return json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)


def _page(person: Person) -> Iterator[str]:
    """The frame is a template, cut where the tables belong."""
    context = {"person": person, "at": clock.now(), "language": person.language}
    top, bottom = render_to_string("movement/my_data_file.html", context).split("<!-- tables -->")
    yield top
    for known in in_order():
        yield f"<h2>{escape(known.title)}</h2>\n"
        yield from _html_table(known, person)
    yield bottom


def _html_table(known: Known, person: Person) -> Iterator[str]:
    if known.left_out:
        yield f"<p>{escape(known.left_out)}</p>\n"
        return
    yield "<table><thead><tr>"
    yield "".join(f'<th scope="col">{escape(title)}</th>' for title in known.columns.values())
    yield "</tr></thead><tbody>\n"
    for row in rows_of(known, person):
        cells = (f'<td dir="auto">{escape(_shown(value))}</td>' for value in row.values())
        yield f"<tr>{''.join(cells)}</tr>\n"
    yield "</tbody></table>\n"


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
