"""A served request gives its connection back; in a test it is the one that holds the transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import close_old_connections


@contextmanager
def one_connection() -> Iterator[None]:
    """Whatever is served meanwhile leaves the connection open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def close(response: Any) -> None:
    """Close an answer, which may hold a file, and nothing else."""
    with one_connection():
        response.close()
