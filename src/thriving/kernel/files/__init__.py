"""Private files: kept under a random name, told apart by content, handed out as something to save.

stored = files.store(request.FILES["file"], by=person)      # raises FileRefused, a sentence
with files.open_file(stored.key) as file: …
return files.response(stored)
"""

from thriving.kernel.files.kinds import KINDS, Kind, kind_of
from thriving.kernel.files.store import (
    LIMIT,
    FileRefused,
    damaged,
    digest_of,
    discard,
    open_file,
    path_of,
    response,
    root,
    store,
    sweep,
)

__all__ = [
    "KINDS",
    "LIMIT",
    "FileRefused",
    "Kind",
    "damaged",
    "digest_of",
    "discard",
    "kind_of",
    "open_file",
    "path_of",
    "response",
    "root",
    "store",
    "sweep",
]
