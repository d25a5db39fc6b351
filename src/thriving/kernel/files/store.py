from __future__ import annotations

import logging
import os
import re
import uuid
from collections.abc import Collection, Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from thriving.kernel import clock
from thriving.kernel.files.kinds import KINDS, Kind, kind_of
from thriving.kernel.files.names import clean
from thriving.kernel.models import StoredFile

log = logging.getLogger(__name__)

MEGABYTE = 1024 * 1024
LIMIT = 100 * MEGABYTE
ORPHANED_AFTER = timedelta(days=1)
_CHUNK = MEGABYTE


class FileRefused(Exception):
    """The file is not kept; the message is a sentence for whom it came from."""


def store(
    uploaded: File[bytes], *, by: Any, kinds: Collection[str] = tuple(KINDS), limit: int = LIMIT
) -> StoredFile:
    """Keep a copy. In the caller's transaction: should that fail, the copy is swept away later."""
    kind = _accepted(uploaded, kinds, limit)
    key = uuid.uuid4().hex
    size, digest = _write(uploaded, path_of(key), limit)
    return StoredFile.objects.create(
        key=key,
        name=clean(uploaded.name or "", kind.ending),
        kind=kind.name,
        size=size,
        sha256=digest,
        stored_by=by if isinstance(by, str) else getattr(by, "key", ""),
        stored_at=clock.now(),
    )


def open_file(key: str) -> BinaryIO:
    return path_of(key).open("rb")


def response(stored: StoredFile) -> FileResponse:
    """The file as something to save, never to be opened in the browser's page; not found where it is gone."""
    try:
        file = open_file(stored.key)
    except FileNotFoundError as gone:
        log.error("file %s is gone from the storage", stored.key)  # noqa: TRY400 -- where it was asked says nothing
        raise Http404(_("This file is gone from the storage.")) from gone
    answer = FileResponse(
        file,
        as_attachment=True,
        filename=stored.name,
        content_type=KINDS[stored.kind].media_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def discard(key: str) -> None:
    """Forget a file for good, once the transaction holds."""
    StoredFile.objects.filter(pk=key).delete()
    transaction.on_commit(lambda: path_of(key).unlink(missing_ok=True))


def damaged() -> Iterator[StoredFile]:
    """The files that are gone from the disk or are not what was stored."""
    for stored in StoredFile.objects.order_by("key").iterator():
        if not _whole(stored):
            yield stored


def sweep() -> int:
    """Remove copies that belong to no row: their transaction failed, or a worker was killed. How many."""
    known = set(StoredFile.objects.values_list("key", flat=True))
    orphans = [path for path in _old_paths() if path.name not in known]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def path_of(key: str) -> Path:
    if not re.fullmatch(r"[0-9a-f]{32}", key):
        raise FileNotFoundError(key)
    return root() / key[:2] / key


def root() -> Path:
    return Path(settings.FILES_ROOT)


def _accepted(uploaded: File[bytes], kinds: Collection[str], limit: int) -> Kind:
    if uploaded.size > limit:
        raise FileRefused(_("This file is larger than %(size)d MB.") % {"size": limit // MEGABYTE})
    kind = kind_of(cast("BinaryIO", uploaded.file))
    if kind is None or kind.name not in kinds:
        endings = ", ".join(KINDS[name].ending for name in kinds)
        raise FileRefused(
            _("This file is none of the kinds that are kept here: %(kinds)s.") % {"kinds": endings}
        )
    return kind


def _write(uploaded: File[bytes], path: Path, limit: int) -> tuple[int, str]:
    """Copy to a name of its own, then move it in place: a file under its final name is always whole."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_suffix(".part")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            written = _copy(uploaded, target, limit)
            target.flush()
            os.fsync(target.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return written


def _copy(uploaded: File[bytes], target: BinaryIO, limit: int) -> tuple[int, str]:
    size, digest = 0, sha256()
    for chunk in uploaded.chunks(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise FileRefused(_("This file is larger than %(size)d MB.") % {"size": limit // MEGABYTE})
        digest.update(chunk)
        target.write(chunk)
    return size, digest.hexdigest()


def _whole(stored: StoredFile) -> bool:
    try:
        with open_file(stored.key) as file:
            return digest_of(file) == stored.sha256
    except OSError:
        return False


def digest_of(file: BinaryIO) -> str:
    digest = sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _old_paths() -> Iterator[Path]:
    before = clock.now() - ORPHANED_AFTER
    for path in root().glob("??/*"):
        if path.stat().st_mtime < before.timestamp():
            yield path
