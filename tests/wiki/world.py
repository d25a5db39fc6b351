"""A lake of one small wiki, read and measured as a page or a task would."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from thriving.history.columns import NEWEST, layout
from thriving.kernel import clock
from thriving.movement.models import Wiki
from thriving.wiki import actions, installation
from thriving.wiki.models import Run, VitalSign

NAME = "2020-03.aawiki.all-time.tsv"
KEY = "0123456789abcdef0123-01234567"

_EDIT = {
    "wiki_db": "aawiki",
    "event_entity": "revision",
    "event_type": "create",
    "event_user_is_created_by_self": "true",
    "event_user_is_created_by_system": "false",
    "event_user_is_anonymous": "false",
    "page_id": "1",
    "page_namespace": "0",
    "page_namespace_is_content": "true",
    "revision_is_identity_reverted": "false",
    "revision_text_bytes_diff": "10",
}


def line(**values: str) -> str:
    """One edit as the newest dump writes it."""
    told = {**_EDIT, **values}
    return "\t".join(told.get(column.name, "") for column in layout(NEWEST))


def edit(who: int, at: str, *, joined: str = "2020-01-02 00:00:00.0", wiki: str = "aawiki") -> str:
    return line(
        wiki_db=wiki,
        event_user_id=str(who),
        event_user_text=f"Editor {who}",
        event_timestamp=f"{at}.0",
        event_user_creation_timestamp=joined,
        event_user_registration_timestamp=joined,
        event_user_first_edit_timestamp=joined,
        revision_id=f"{who}{datetime.fromisoformat(at).replace(tzinfo=UTC).timestamp():.0f}",
    )


def dump(people: int = 12, *, wiki: str = "aawiki") -> bytes:
    """So many people who joined and edited five times on 3 January 2020; every third came back in February.

    Each has one more edit in March, which the snapshot of 2020-02 would not have.
    """
    rows = [
        edit(who, f"2020-01-03 00:0{minute}:00", wiki=wiki) for who in range(people) for minute in range(5)
    ]
    rows += [edit(who, "2020-02-05 12:00:00", wiki=wiki) for who in range(0, people, 3)]
    rows += [edit(who, "2020-03-05 12:00:00", wiki=wiki) for who in range(people)]
    return "".join(f"{row}\n" for row in rows).encode()


def upload(content: bytes | None = None, name: str = NAME) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, dump() if content is None else content)


def begun(by: Any = "test", *, content: bytes | None = None, name: str = NAME) -> Run:
    return actions.begin_with_uploads([upload(content, name)], by=by)


def run(pk: int = 1) -> Run:
    """One that was stopped, without any file."""
    return Run.objects.create(
        pk=pk,
        names=[NAME],
        place=Run.Place.UPLOADED,
        state=Run.State.STOPPED,
        created_at=clock.now(),
        moved_at=clock.now(),
    )


def public(code: str = "aawiki") -> None:
    """The reference knows the wiki as one that everybody may read, if it does not know it otherwise."""
    told = {"domain": f"{code}.example", "project": "wikipedia", "name": code, "status": "open"}
    Wiki.objects.get_or_create(code=code, defaults={**told, "visibility": "public"})


def sign(
    wiki: str = "aawiki",
    metric: str = "edits",
    rows: list[list[Any]] | None = None,
    *,
    sample: bool = False,
) -> VitalSign:
    """Of a public wiki; of a made-up one, which no reference knows, if ``sample``."""
    if not sample:
        public(wiki)
    return VitalSign.objects.create(
        wiki=wiki,
        metric=metric,
        unit="people" if "editors" in metric else "edits",
        definition="What is counted.",
        source="Somebody",
        snapshot="2020-03",
        known_until=datetime(2020, 4, 1, tzinfo=UTC),
        engine="an engine",
        rows=rows
        or [[date(2020, month, 1).isoformat(), "", 100 * month, None, None, None] for month in (1, 2)],
        measured_at=clock.now(),
        sample=sample,
    )


def rejected() -> Path:
    path = installation.lake().folder / "rejects" / f"{KEY}.tsv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("file\tline\treason\ttext\n", encoding="utf-8")
    return path


def emptied() -> None:
    shutil.rmtree(installation.lake().folder, ignore_errors=True)
