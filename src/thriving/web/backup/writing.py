from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.db import connection, transaction
from django.db.models import Model

from thriving import __version__
from thriving.kernel import clock, diary, files
from thriving.kernel.models import StoredFile
from thriving.web.backup.about import ABOUT, DIGEST, About, TablePart, digest_of
from thriving.web.backup.rows import applied_migrations, fields_of, line, models

AT_ONCE = 2_000  # rows held in memory

Progress = Callable[[int], object]  # hears how many more rows and files are done


def back_up(path: Path, progress: Progress) -> About:
    """Write everything as it was at one moment. The file has its name only once it is whole."""
    with transaction.atomic():
        diary.note("thriving", "backed_up", by="thriving backup")
    unfinished = path.with_name(path.name + ".part")
    try:
        # Never into what an earlier try has left: it may be open to others.
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            about = _write(file, progress)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return about


def steps() -> int:
    """How much there is to do, for a progress bar."""
    return sum(model._base_manager.count() for model in models()) + StoredFile.objects.count()


@contextmanager
def one_moment() -> Iterator[None]:
    """See the database as it is now, whatever others write meanwhile, and stop nobody."""
    with _beginning_as_a_reader(), transaction.atomic(durable=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@contextmanager
def _beginning_as_a_reader() -> Iterator[None]:
    """On SQLite, transactions here begin as writers, and a writer stops all others."""
    mode = getattr(connection, "transaction_mode", None)
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined] # SQLite's alone
    try:
        yield
    finally:
        connection.transaction_mode = mode  # type: ignore[attr-defined]


def _write(file: BinaryIO, progress: Progress) -> About:
    with one_moment(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        about = About(__version__, clock.now().isoformat(), applied_migrations())
        for model in models():
            about.tables[model._meta.db_table] = _write_table(archive, model, progress)
        for stored in StoredFile.objects.order_by("key").iterator(AT_ONCE):
            _write_file(archive, stored, about)
            progress(1)
        archive.writestr(ABOUT, about.text())
        archive.writestr(DIGEST, digest_of(about.text()))
    return about


def _write_table(archive: zipfile.ZipFile, model: type[Model], progress: Progress) -> TablePart:
    fields, digest, count = fields_of(model), sha256(), 0
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    with archive.open(f"tables/{model._meta.db_table}.jsonl", "w", force_zip64=True) as part:
        for values in rows.iterator(AT_ONCE):
            text = line(values)
            digest.update(text)
            part.write(text)
            count += 1
            progress(1)
    return TablePart(model._meta.label, [field.attname for field in fields], count, digest.hexdigest())


def _write_file(archive: zipfile.ZipFile, stored: StoredFile, about: About) -> None:
    """A file's bytes as they are. One that is gone, or not what was stored, is left out and told of."""
    try:
        source = files.open_file(stored.key)
    except FileNotFoundError:
        about.missing_files.append(stored.key)
        return
    with source:
        if files.digest_of(source) != stored.sha256:
            about.missing_files.append(stored.key)
            return
        source.seek(0)
        with archive.open(f"files/{stored.key}", "w", force_zip64=True) as part:
            shutil.copyfileobj(source, part)
    about.files[stored.key] = stored.sha256
