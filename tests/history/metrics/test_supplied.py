"""Accounts that a table supplies to events that do not know when they were made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.history.dumps import line
from tests.history.files import csv_file, revision, written

from thriving.history import metrics
from thriving.history.lake import Lake
from thriving.history.lake.ingest import Options, ingest
from thriving.history.lake.snapshots import Snapshot
from thriving.history.metrics import NotKnown
from thriving.history.metrics.metric import supplied_by
from thriving.history.readers.recognizing import Said

Take = Callable[..., None]
JANUARY = date(2020, 1, 1)
ACCOUNTS = """user_id,user_text,registered_at,created_by,groups
7,Amina,2020-01-01T00:00:00Z,self,
8,Bela,2020-01-02T00:00:00Z,system,bot
9,Chidi,2020-01-03T00:00:00Z,self,"""


@pytest.fixture
def take(lake: Lake, tmp_path: Path) -> Take:
    """Take in a table of aawiki, as of the end of 2020."""

    def into(content: str | bytes, name: str) -> None:
        file = tmp_path / name
        file.write_bytes(content) if isinstance(content, bytes) else csv_file(file, content)
        ingest(lake, [file], Options(snapshot=Snapshot.named("2020-12"), said=Said(wiki="aawiki")))

    return into


def edits(*rows: dict[str, str]) -> bytes:
    others = revision(11, user_id="8", user_text="Bela"), revision(12, user_id="0", user_text="192.0.2.1")
    return written(revision(10), *others, *rows)


def values(lake: Lake, name: str, **given: Any) -> dict[date, Any]:
    return {row["month"]: row["value"] for row in metrics.measure(lake, name, **given).rows.to_pylist()}


def test_without_accounts_it_is_not_known_and_said_how_to_supply_it(lake: Lake, take: Take) -> None:
    take(edits(), "edits.csv")
    with pytest.raises(NotKnown, match=r"event_user_creation_timestamp.* an accounts table"):
        values(lake, "new_editor_retention")


@pytest.mark.parametrize("header", ["user_id", "another"])
def test_with_accounts_retention_is_known_by_number_or_name(header: str, lake: Lake, take: Take) -> None:
    take(edits(revision(13, timestamp="2020-02-05 00:00:00")), "edits.csv")
    take(ACCOUNTS.replace("user_id", header), "accounts.csv")
    # Amina alone: the system made Bela's account, and Chidi has not edited.
    assert values(lake, "new_editor_retention") == {JANUARY: 1.0}


def test_an_account_without_a_number_is_found_by_name(lake: Lake, take: Take) -> None:
    take(edits(revision(13, timestamp="2020-02-05 00:00:00")), "edits.csv")
    take(ACCOUNTS.replace("7,Amina", ",Amina"), "accounts.csv")
    assert values(lake, "new_editor_retention") == {JANUARY: 1.0}


def test_who_was_renamed_is_found_by_number(lake: Lake, take: Take) -> None:
    take(edits(), "edits.csv")
    take(ACCOUNTS.replace("Amina", "Amina the Second"), "accounts.csv")
    assert values(lake, "new_editor_retention") == {JANUARY: 0.0}


def test_accounts_are_new_registered_users(lake: Lake, take: Take) -> None:
    take(edits(), "edits.csv")
    take(ACCOUNTS, "accounts.csv")
    assert values(lake, "new_registered_users") == {JANUARY: 2}


def test_who_is_in_the_group_of_bots_is_one(lake: Lake, take: Take) -> None:
    take(edits(), "edits.csv")
    assert values(lake, "edits", user_type="group_bot") == {}
    take(ACCOUNTS, "accounts.csv")
    assert values(lake, "edits", user_type="group_bot") == {JANUARY: 1}


def test_an_account_that_stands_in_two_files_counts_once(lake: Lake, take: Take) -> None:
    take(edits(), "edits.csv")
    take(ACCOUNTS, "accounts.csv")
    take(f"{ACCOUNTS}\n10,Dao,2020-01-04T00:00:00Z,self,", "more.csv")
    assert values(lake, "edits") == {JANUARY: 3}
    assert values(lake, "new_registered_users") == {JANUARY: 3}


def test_without_makers_nobody_knows_who_made_themselves_an_account(lake: Lake, take: Take) -> None:
    take(edits(), "edits.csv")
    take("user_text,registered_at\nAmina,2020-01-01T00:00:00Z", "accounts.csv")
    with pytest.raises(NotKnown, match="user_is_created_by_self"):
        values(lake, "new_registered_users")


def test_a_dump_that_knows_accounts_is_believed(lake: Lake, take: Take, tmp_path: Path) -> None:
    told = {
        "event_user_creation_timestamp": "2020-01-10 00:00:00.0",
        "event_user_is_created_by_system": "true",
    }
    file = tmp_path / "2020-12.aawiki.all-time.tsv"
    file.write_text(f"{line(**told)}\n", encoding="utf-8")
    ingest(lake, [file])
    take(ACCOUNTS, "accounts.csv")
    assert values(lake, "new_editor_retention") == {}
    assert values(lake, "new_registered_users") == {}


def test_content_is_what_the_table_of_namespaces_says(lake: Lake, take: Take) -> None:
    take(edits(revision(13, page_id="2", page_namespace="104")), "edits.csv")
    assert values(lake, "edits", page_type="content") == {JANUARY: 3}
    take("namespace,is_content\n0,0\n104,1", "namespaces.csv")
    assert values(lake, "edits", page_type="content") == {JANUARY: 1}


def test_the_answer_says_where_content_and_accounts_come_from(lake: Lake, take: Take) -> None:
    take(edits(), "edits.csv")
    assert "Content is namespace 0 alone, since the lake holds no table of this wiki's namespaces." in notes(
        lake
    )
    take("namespace,is_content\n0,1", "namespaces.csv")
    take(ACCOUNTS, "accounts.csv")
    assert "Which namespaces are content is as namespaces.csv says, as of 2020-12." in notes(lake)
    assert (
        "When accounts were made is told by accounts.csv, which knows until 2021-01-01T00:00:00+00:00."
        in notes(lake)
    )


def test_the_answer_says_that_pages_are_where_they_are_today(lake: Lake, take: Take, tmp_path: Path) -> None:
    take(edits(), "edits.csv")
    sentence = "A page counts where it is today: what was ingested does not say where it was at each edit."
    assert sentence in notes(lake)
    file = csv_file(tmp_path / "2020-12.abwiki.all-time.tsv", line(wiki_db="abwiki"))
    ingest(lake, [file])
    assert notes(lake)[sentence] == ("aawiki",)


def notes(lake: Lake) -> dict[str, tuple[str, ...]]:
    return metrics.measure(lake, "edits").notes


def test_a_lake_of_humans_alone_answers_what_asks_of_humans(lake: Lake, take: Take) -> None:
    take("id,gender,sitelinks\nQ42,Q6581097,enwiki", "humans.csv")
    with pytest.raises(NotKnown, match="edits is not known: what was ingested does not say revision_id"):
        metrics.measure(lake, "edits")
    assert metrics.measure(lake, "humans_by_gender").rows.num_rows == 1


@pytest.mark.parametrize(
    ("missing", "supplied"),
    [
        (("event_user_creation_timestamp",), "an accounts table"),
        (("user_id", "user_blocks_historical"), "a dump of mediawiki_history"),
        (("revision_tags",), "a column tags in a table of revisions, or a dump of mediawiki_history"),
        (("humans", "page_items"), "a table of humans, from Wikidata and a table of pages and their items"),
    ],
)
def test_what_is_offered_says_all_that_is_missing(missing: tuple[str, ...], supplied: str) -> None:
    assert supplied_by(missing).startswith(supplied)
