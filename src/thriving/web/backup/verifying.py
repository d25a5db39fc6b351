from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from thriving.web.backup.about import ABOUT, DIGEST, About, BackupRefused, digest_of

_CHUNK = 1024 * 1024


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error) as error:
        raise BackupRefused(f"{path.name} is no backup, or a damaged one: {error}.") from error


def verified(archive: zipfile.ZipFile) -> About:
    """What the backup says it holds, once every byte of it was found to be so."""
    about = _about(archive)
    for name, part in about.tables.items():
        _require(archive, f"tables/{name}.jsonl", part.sha256)
    for key, digest in about.files.items():
        _require(archive, f"files/{key}", digest)
    return about


def _about(archive: zipfile.ZipFile) -> About:
    try:
        text, digest = archive.read(ABOUT).decode(), archive.read(DIGEST).decode()
    except (KeyError, UnicodeDecodeError) as error:
        raise BackupRefused("this file is not a backup of Thriving, or it was cut off.") from error
    if digest_of(text) != digest:
        raise BackupRefused("this backup was changed or damaged: its digest does not fit.")
    return About.read(text)


def _require(archive: zipfile.ZipFile, name: str, expected: str) -> None:
    digest = sha256()
    try:
        with archive.open(name) as part:
            while chunk := part.read(_CHUNK):
                digest.update(chunk)
    except KeyError as error:
        raise BackupRefused(f"this backup is damaged: {name} is missing.") from error
    if digest.hexdigest() != expected:
        raise BackupRefused(f"this backup was changed or damaged: {name} is not what was written.")
