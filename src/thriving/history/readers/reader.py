"""What every reader offers to the lake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from thriving.history.columns import Column
from thriving.history.engines.embedded import Session
from thriving.history.rejects import Reject

Told = Callable[[int], None]  # of how many more bytes of the file have been read


class Reader(Protocol):
    """One file. ``layout`` names its format for people; ``columns`` are those it knows.

    ``notes`` say what whoever reads its numbers should know.
    """

    @property
    def layout(self) -> str: ...
    @property
    def columns(self) -> tuple[Column, ...]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...

    def opened(self, session: Session, wanted: Sequence[Column], told: Told) -> AbstractContextManager[str]:
        """A query that gives the rows, with the columns wanted, once. May raise HistoryError at its end."""

    def rejects(self, session: Session, *, strays: bool) -> list[Reject]:
        """After the query has run: what was refused; ``strays``, rows were found that can stand nowhere."""
