"""Private files: kept under a random name, told apart by content, handed out as something to save.

stored = files.store(request.FILES["file"], by=person)      # raises FileRefused, a sentence
with files.open_file(stored.key) as file: …
return files.response(stored)
"""

from thriving.kernel.files.kinds import KINDS, Kind, kind_of
from thriving.kernel.files.resting import Rests, is_still, resting, swapped
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
    "Rests",
    "damaged",
    "digest_of",
    "discard",
    "is_still",
    "kind_of",
    "open_file",
    "path_of",
    "response",
    "resting",
    "root",
    "store",
    "swapped",
    "sweep",
]
