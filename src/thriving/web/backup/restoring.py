from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, cast

from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models import Model

from thriving.kernel import diary, files, outbox, triggers
from thriving.kernel.models import DiaryEntry, Mail, StoredFile
from thriving.movement.actions.reference import MIGRATING
from thriving.movement.personal import forgetting
from thriving.web.backup.about import About, BackupRefused
from thriving.web.backup.rows import applied_migrations, fields_of, models, record
from thriving.web.backup.writing import AT_ONCE, Progress

# What migrating and a first worker fill by themselves: an installation with rows only there is empty.
_FILLED_BY_ITSELF = frozenset(
    [
        *("contenttypes", "auth", "kernel.scheduledjob", "movement.searchword"),
        *("movement.country", "movement.countryprotection", "movement.countryregion", "movement.definition"),
        *("evidence.measure", "evidence.measureversion", "matching.weightset"),  # those that are shipped
        *("movement.language", "movement.region", "movement.regionscheme"),
    ]
)


def refuse_unfit(about: About) -> None:
    """The backup's tables must be the ones that this version has."""
    here = applied_migrations()
    if about.migrations != here:
        raise BackupRefused(
            f"this backup was made by Thriving {about.version}, whose tables differ from this version's. "
            "Restore with that version, then upgrade and run `thriving migrate`."
        )


def is_empty() -> bool:
    """No rows but those that come by themselves."""
    counted = [
        model
        for model in models()
        if not {model._meta.app_label, model._meta.label_lower} & _FILLED_BY_ITSELF
    ]
    return not any(_written_by_somebody(model) for model in counted)


def _written_by_somebody(model: type[Model]) -> bool:
    rows = model._base_manager.all()
    return (rows.exclude(actor=MIGRATING) if model is DiaryEntry else rows).exists()


def put_back(archive: zipfile.ZipFile, about: About, progress: Progress) -> int:
    """Replace everything by what the backup holds, all or nothing. How many letters are held back.

    Files come first: without their rows they are only waiting to be swept away. Then one transaction
    empties the tables and fills them. Files that no row knows any more go last. Whoever has left since the
    backup was made is taken out again.
    """
    gone = forgetting.marks()
    for key in about.files:
        _put_file_back(archive, key)
        progress(1)
    with transaction.atomic():
        triggers.lift()
        _empty()
        for model in models():
            _fill(archive, about, model, progress)
        _reset_sequences()
        held_back = _hold_letters_back()
        triggers.make()
        again = forgetting.forget_again(gone, by="thriving restore")
        told = {"made_at": about.made_at, "forgotten_again": again}
        diary.note("thriving", "restored", by="thriving restore", body=told)
    _remove_unknown_files()
    return held_back


def _put_file_back(archive: zipfile.ZipFile, key: str) -> None:
    path = files.path_of(key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_suffix(".part")
    with (
        archive.open(f"files/{key}") as source,
        os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target,
    ):
        shutil.copyfileobj(source, target)
        target.flush()
        os.fsync(target.fileno())
    unfinished.replace(path)


def _empty() -> None:
    with connection.cursor() as cursor:
        for model in models():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 -- our own names


def _fill(archive: zipfile.ZipFile, about: About, model: type[Model], progress: Progress) -> None:
    with archive.open(f"tables/{model._meta.db_table}.jsonl") as part:
        records = _records(cast("BinaryIO", part), about, model)
        while batch := list(islice(records, AT_ONCE)):
            _insert(model, batch)
            progress(len(batch))


def _records(part: BinaryIO, about: About, model: type[Model]) -> Iterator[Model]:
    by_name = {field.attname: field for field in fields_of(model)}
    fields = [by_name[name] for name in about.tables[model._meta.db_table].fields]
    return (record(model, fields, text) for text in part)


def _insert(model: type[Model], batch: list[Model]) -> None:
    # bulk_create would stamp "made just now" on fields that say when something was made; `raw` does not.
    insert = model._base_manager.all()._insert  # type: ignore[attr-defined] # noqa: SLF001 -- no public way to say raw for many
    fields = fields_of(model)
    size = connection.ops.bulk_batch_size(fields, batch)
    for start in range(0, len(batch), size):
        insert(batch[start : start + size], fields=fields, using=DEFAULT_DB_ALIAS, raw=True)


def _reset_sequences() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(statement)


def _hold_letters_back() -> int:
    """Letters that waited when the backup was made were probably sent since: a person decides."""
    on_their_way = Mail.objects.filter(state__in=[Mail.State.WAITING, Mail.State.SENDING])
    return on_their_way.update(state=Mail.State.FAILED, tries=outbox.TRIES)


def _remove_unknown_files() -> None:
    known = set(StoredFile.objects.values_list("key", flat=True))
    for path in files.root().glob("??/*"):
        if path.name not in known:
            path.unlink(missing_ok=True)
