"""A lake's tables beside the events give every engine the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.history.files import csv_file, revision, written

from thriving.history import metrics
from thriving.history.engines import choosing
from thriving.history.lake import Lake
from thriving.history.lake.ingest import Options, ingest
from thriving.history.readers.recognizing import Said

pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket.socket:ResourceWarning")
TABLES = {
    "accounts.csv": "user_id,user_text,registered_at,created_by,groups\n7,Amina,2020-01-01 00:00:00,self,bot",
    "items.csv": "page_id,page_title,item\n,Main Page,Q42\n2,,Q43",
}


def test_accounts_and_titles_are_joined_alike(lake: Lake, tmp_path: Path, with_spark: None) -> None:
    edits = tmp_path / "edits.csv"
    edits.write_bytes(written(revision(10), revision(11, user_id="8", user_text="Bela")))
    tables = [csv_file(tmp_path / name, text) for name, text in TABLES.items()]
    ingest(lake, [edits, *tables], Options(said=Said(wiki="aawiki")))
    found = [_answers(lake, engine) for engine in choosing.NAMES]
    assert found == [([("Amina", ["group"], True), ("Bela", None, None)], [(1, "Q42"), (2, "Q43")])] * 2


def _answers(lake: Lake, name: str) -> tuple[list[object], list[object]]:
    with metrics.measuring(lake, engine=name) as session:
        users = session.tables.revisions.select(
            "event_user_text", "event_user_is_bot_by", "event_user_is_created_by_self"
        ).order_by("event_user_text")
        items = session.tables.page_items.select("page_id", "item").order_by("page_id")
        return tuple(  # type: ignore[return-value]
            [tuple(row.values()) for row in session.engine.rows(asked).to_pylist()]
            for asked in (users, items)
        )
