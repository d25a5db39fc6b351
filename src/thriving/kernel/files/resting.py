"""What rests on a file says so, with the digest that it rests on: swapping file and row shows all the same.

A package adds one function: the key, the SHA-256 and a few words for each document that it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.core.cache import cache

from thriving.kernel.files.store import digest_of, open_file, path_of
from thriving.kernel.registry import Registry

_DAY = 24 * 60 * 60  # seconds


class Rests(NamedTuple):
    key: str
    sha256: str
    what: str  # names the record for whoever keeps the site


resting: Registry[Callable[[], Iterable[Rests]]] = Registry("records that rest on files")


def is_still(key: str, sha256: str) -> bool:
    """Whether the file is the one of this digest. Read once for as long as the disk calls it the same."""
    try:
        found = path_of(key).stat()
        name = f"digest:{key}:{found.st_ino}:{found.st_mtime_ns}:{found.st_ctime_ns}:{found.st_size}"
        digest = cache.get(name)
        if digest is None:
            digest = _digest(key)
            cache.set(name, digest, _DAY)
    except OSError:
        return False
    return bool(digest == sha256)


def swapped() -> Iterator[str]:
    """Of the records whose file is gone or is another one: what each is."""
    for told in resting.values():
        for each in told():
            try:
                holds = _digest(each.key) == each.sha256
            except OSError:
                holds = False
            if not holds:
                yield each.what


def _digest(key: str) -> str:
    with open_file(key) as file:
        return digest_of(file)
