"""A lake as one asks it in a notebook, or in a program of one's own."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from thriving.history import people
from thriving.history.engines import choosing
from thriving.history.engines.engine import DEFAULT_MEMORY
from thriving.history.lake.distant import lake_at
from thriving.history.lake.ingest import Ingested, Options
from thriving.history.lake.ingest import ingest as take_in
from thriving.history.metrics.measuring import Answer, NotKnown, measure, measure_all, measuring
from thriving.history.metrics.rows import snapshots
from thriving.history.metrics.tables import Tables
from thriving.history.people import Contributions, Scope, Ways


class Lake:
    """The lake in a folder, or at an address, as s3a://bucket/lake, where it can only be read.

    >>> Lake("lake").measure("edits", wikis=["aawiki"]).to_pandas()  # doctest: +SKIP

    ``engine`` is "duckdb" (in this process) or "spark"; ``memory``, as "2GB", bounds what DuckDB uses. What
    cannot be done raises thriving.history.failures.HistoryError, with a sentence that says what to do.
    """

    def __init__(
        self, folder: str | Path, *, engine: str = choosing.DUCKDB, memory: str = DEFAULT_MEMORY
    ) -> None:
        self.place = lake_at(str(folder))
        self.engine, self.memory = engine, memory
        self._open = ExitStack()
        # Whoever lets go of the lake need not think of closing what tables() opened.
        self._closing = weakref.finalize(self, self._open.close)

    @property
    def wikis(self) -> Mapping[str, str]:
        """The snapshot of each wiki that the lake holds."""
        held = self.place.manifest.wikis
        return {wiki: held[wiki].snapshot for wiki in sorted(held)}

    def ingest(self, *files: str | Path, options: Options | None = None) -> list[Ingested]:
        """Take dumps or tables in, all of them or none; what is there already is not read again."""
        return list(take_in(self.place, [Path(file) for file in files], options or Options()))

    def measure(self, name: str, *, wikis: Sequence[str] = (), **parameters: Any) -> Answer:
        """A metric by its name, over these wikis or all. Raises NotKnown where a dump does not say enough.

        The answer has ``rows`` (Arrow), ``to_pandas()``, ``to_polars()`` and, in ``sql``, the query that ran.
        A value that is not known yet is null, with the day from which it will be in ``known_from``.
        """
        return measure(self.place, name, wikis=wikis, **self._by, **parameters)

    def measure_all(
        self, names: Sequence[str] = (), *, wikis: Sequence[str] = ()
    ) -> dict[str, Answer | NotKnown]:
        """Several metrics (every one if none are named) in one go; or why one is not known."""
        return measure_all(self.place, names, wikis=wikis, **self._by)

    def did(self, scope: Scope, *, ways: Ways | None = None) -> Contributions:
        """What the people of a scope did."""
        return people.did(self.place, scope, ways=ways or Ways(), **self._by)

    def did_together(self, scopes: Iterable[Scope], *, ways: Ways | None = None) -> Contributions:
        """What the people of each scope did, and all of them together, nothing counted twice."""
        return people.did_together(self.place, scopes, ways=ways or Ways(), **self._by)

    def tables(self, wikis: Sequence[str] = ()) -> Tables:
        """Revisions, page events, user events and the rest as Ibis tables, for questions of one's own.

        >>> Lake("lake").tables().edits.group_by("user_type").count()  # doctest: +SKIP

        They can be asked until the lake is closed, or nobody holds it any more.
        """
        session = self._open.enter_context(measuring(self.place, wikis=wikis, **self._by))
        return session.tables

    def close(self) -> None:
        """Close what tables() opened."""
        self._open.close()

    def __repr__(self) -> str:
        return f"Lake in {self.place}: {snapshots(self.wikis) or 'empty'}"

    @property
    def _by(self) -> dict[str, str]:
        return {"engine": self.engine, "memory": self.memory}
