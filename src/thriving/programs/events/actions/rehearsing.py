"""Work that leaves nothing, and takes as long as if it did: what is known is not read from the time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def done_alike(*, kept: bool) -> Iterator[None]:
    """Within a transaction; the same steps whether the work is kept or not. An error ends them all."""
    point = transaction.savepoint()
    yield
    if kept:
        transaction.savepoint_commit(point)
    else:
        transaction.savepoint_rollback(point)
