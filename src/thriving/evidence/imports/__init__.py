"""Facts from files: read in small steps, looked at, taken in at once, undone as one.

batch = receive(file, by=person, issuer="Leadership team")
read(batch)                       # staged and checked; may be stopped, killed and gone on with
batch.preview, batch.faults       # what would change, and what is wrong
apply(batch, by=person)           # one short transaction
undo(batch, by=person, why="…")
"""

from thriving.evidence.imports.beside import beside
from thriving.evidence.imports.columns import columns, columns_of, importable
from thriving.evidence.imports.effect import apply, discard, undo
from thriving.evidence.imports.people import forget
from thriving.evidence.imports.reading import read, receive, resume, stop
from thriving.evidence.imports.waiting import waiting_for

__all__ = [
    "apply",
    "beside",
    "columns",
    "columns_of",
    "discard",
    "forget",
    "importable",
    "read",
    "receive",
    "resume",
    "stop",
    "undo",
    "waiting_for",
]
