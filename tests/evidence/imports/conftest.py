"""Files to import, small enough to be read in a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.files import File

from thriving.evidence.imports import receive
from thriving.evidence.models import Batch
from thriving.kernel import clock, tables

HEADER = "kind,occurred_on,subject,value,source,key,visibility,stage,community_type,language,region"
SOURCES = (
    "key,kind,title,visibility,url\nw1,workshop,First workshop,public,\nw2,workshop,Second workshop,public,\n"
)

Table = Sequence[Sequence[object]]
Upload = Callable[..., Batch]


def csv_file(*lines: str, header: str = HEADER, name: str = "records.csv") -> File[bytes]:
    return File(BytesIO("\n".join((header, *lines, "")).encode()), name=name)


def xlsx_file(rows: Table, sources: Table = ()) -> File[bytes]:
    file = BytesIO()
    sheets = [("records", HEADER.split(","), rows)]
    if sources:
        sheets.append(("sources", ["key", "kind", "title", "visibility", "url"], sources))
    tables.write_sheets(file, sheets)
    file.seek(0)
    return File(file, name="records.xlsx")


def engaged(code: str, source: str = "w1", stage: str = "tested", day: str = "2020-03-01") -> str:
    return f"leadership.engaged,{day},{code},,{source},,,{stage},,,"


def piloted(community: str, day: str = "2020-03-01") -> str:
    return f"pilot.data_contributed,{day},{community},,,,,,thematic,es,"


@pytest.fixture(autouse=True)
def _april() -> Iterator[None]:
    with clock.stopped_at(datetime(2020, 4, 15, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def upload(db: None) -> Upload:
    """Receive these lines, with two workshops as sources."""

    def receive_lines(*lines: str, **options: object) -> Batch:
        options.setdefault("issuer", "A register")
        sources = csv_file(header=SOURCES, name="sources.csv")
        return receive(csv_file(*lines), by="test", sources=sources, **options)

    return receive_lines
