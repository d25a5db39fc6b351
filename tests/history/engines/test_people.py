"""What people did, by both engines."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.history.people.conftest import JANUARY, taken
from tests.history.people.world import ROWS, STORIES

from thriving.history import people

pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket.socket:ResourceWarning")


def test_people_are_the_same_on_both(tmp_path: Path, with_spark: None) -> None:
    lake = taken(tmp_path, *ROWS)
    names = [*STORIES, "Amy", "Cy", "Nobody"]
    scopes = [people.scope(names[:20], title="some", **JANUARY), people.scope(names, title="all", **JANUARY)]
    embedded, cluster = (people.did_together(lake, scopes, engine=engine) for engine in ("duckdb", "spark"))
    assert cluster.rows.to_pylist() == embedded.rows.to_pylist()
    assert (cluster.missing, cluster.ambiguous) == (("Nobody",), ("Cy",))
    assert (embedded.value("edits") or 0) > 20
