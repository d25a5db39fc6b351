"""A table of revisions of one's own: exact or refused, and the same events as a dump's."""

from __future__ import annotations

import bz2
import csv
import gzip
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest
import zstandard
from tests.history.conftest import edits
from tests.history.files import REVISION, revision, written

from thriving.history.failures import HistoryError
from thriving.history.lake import Lake
from thriving.history.lake.ingest import Options, ingest
from thriving.history.readers.recognizing import Said

Rows = list[dict[str, Any]]
Taken = Callable[..., Rows]


@pytest.fixture
def taken(lake: Lake, tmp_path: Path) -> Taken:
    """What the lake holds of these rows afterwards, with every column."""

    def take(*rows: dict[str, str] | bytes, entity: str = "revision", **said: Any) -> Rows:
        file = tmp_path / "mine.csv"
        file.write_bytes(rows[0] if isinstance(rows[0], bytes) else written(*rows))  # type: ignore[arg-type]
        ingest(lake, [file], Options(everything=True, reject_limit=1, said=Said(wiki="aawiki", **said)))
        return edits(lake, entity=entity)

    return take


def rejects(lake: Lake) -> list[tuple[str, str]]:
    """The line and the reason of each."""
    (file,) = (lake.folder / "rejects").iterdir()
    with file.open(encoding="utf-8", newline="") as content:
        return [(row["line"], row["reason"]) for row in csv.DictReader(content, delimiter="\t")]


def test_a_row_becomes_an_edit(taken: Taken) -> None:
    (found,) = taken(REVISION)
    assert found["event_timestamp"] == datetime(2020, 1, 15, 12)
    assert (found["event_user_id"], found["event_user_text"]) == (7, "Amina")
    assert (found["page_id"], found["page_title"], found["page_namespace"]) == (1, "Main_Page", 0)
    assert (found["revision_id"], found["revision_text_bytes"]) == (10, 100)


def test_columns_may_stand_in_another_order_and_others_are_told(lake: Lake, taken: Taken) -> None:
    (found,) = taken(dict(reversed({**REVISION, "mood": "good"}.items())))
    assert found["revision_id"] == 10
    (source,) = lake.manifest.sources_of("aawiki")
    assert "columns that nothing reads: mood" in source.notes


@pytest.mark.parametrize(
    ("moment", "read"),
    [
        ("2020-01-15T12:00:00Z", datetime(2020, 1, 15, 12)),
        ("2020-01-15 12:00:00", datetime(2020, 1, 15, 12)),
        ("2020-01-15T12:00", datetime(2020, 1, 15, 12)),
        ("2020-01-15T12:00:00.5Z", datetime(2020, 1, 15, 12, 0, 0, 500_000)),
        ("2020-01-15T12:00:00+02:00", datetime(2020, 1, 15, 10)),
        ("20200115120000", datetime(2020, 1, 15, 12)),
    ],
)
def test_times_are_iso_or_compact(moment: str, read: datetime, taken: Taken) -> None:
    assert taken({**REVISION, "timestamp": moment})[0]["event_timestamp"] == read


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"timestamp": "2020-01-15"}, "timestamp cannot be read: “2020-01-15”"),
        ({"timestamp": "20201315120000"}, "timestamp cannot be read: “20201315120000”"),
        ({"timestamp": ""}, "timestamp is missing"),
        ({"revision_id": "ten"}, "revision_id cannot be read: “ten”"),
        ({"page_id": ""}, "page_id is missing"),
        ({"page_id": "1.5"}, "page_id cannot be read: “1.5”"),
        ({"bytes": "99999999999999999999"}, "bytes cannot be read: “99999999999999999999”"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_line(
    wrong: dict[str, str], reason: str, lake: Lake, taken: Taken
) -> None:
    found = taken(revision(10), revision(11, **wrong), revision(12))
    assert [row["revision_id"] for row in found] == [10, 12]
    assert rejects(lake) == [("3", reason)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"1,2,3", "it has 3 fields, where the header has 8"),
        (b'1,"Main,0,11,20200115120000,7,Amina,100', "its quotes or line ends cannot be read"),
        (b'1,"Main" Page,0,11,20200115120000,7,Amina,100', "its quotes or line ends cannot be read"),
        (b"1,\xff,0,11,20200115120000,7,Amina,100", "it is not UTF-8"),
    ],
)
def test_a_line_that_is_no_row_costs_only_itself(line: bytes, reason: str, lake: Lake, taken: Taken) -> None:
    head, first, *more = written(*map(revision, (10, 12, 13))).splitlines()
    found = taken(b"\n".join([head, first, line, *more]))
    assert [each["revision_id"] for each in found] == [10, 12, 13]
    ((number, said),) = rejects(lake)
    assert number == "3"
    assert said.startswith(reason)


def test_quotes_that_swallow_rows_give_them_back(lake: Lake, taken: Taken) -> None:
    head = written(REVISION).splitlines()[0]
    lines = [head, b'1,"a,0,1,20200115000000,7,Amina,9', b'1,b",0,2,20200115000000,7,Amina,9']
    found = taken(b"\n".join([*lines, written(revision(12)).splitlines()[1]]))
    assert [(each["revision_id"], each["page_title"]) for each in found] == [(2, 'b"'), (12, "Main_Page")]
    assert rejects(lake) == [("2", "a quote opens in it and closes in another line")]


def test_what_nothing_reads_may_run_over_lines(taken: Taken) -> None:
    assert len(taken(written({**REVISION, "comment": '"one\ntwo"'}))) == 1


def test_a_revision_that_stands_twice_counts_once(lake: Lake, taken: Taken) -> None:
    found = taken(revision(11), revision(12), revision(11, bytes="5"))
    assert [(row["revision_id"], row["revision_text_bytes"]) for row in found] == [(11, 100), (12, 100)]
    assert rejects(lake) == [("4", "it is the same wiki and revision_id as in line 2")]


@pytest.mark.parametrize("missing", sorted(REVISION))
def test_a_missing_column_is_named_with_what_the_header_holds(missing: str, taken: Taken) -> None:
    row = {name: value for name, value in REVISION.items() if name != missing}
    with pytest.raises(HistoryError, match=rf"lacks {missing}, which a table of revisions needs.*user_"):
        taken(row)


def test_a_table_that_does_not_say_its_wiki_is_refused(lake: Lake, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(written(REVISION))
    with pytest.raises(HistoryError, match=r"does not say of which wiki it is .*--wiki aawiki"):
        ingest(lake, [file])


def test_a_column_wiki_wins(lake: Lake, taken: Taken) -> None:
    taken({**REVISION, "wiki": "aawiki"}, revision(11, wiki="abwiki"), revision(12, wiki="../x"))
    assert set(lake.manifest.wikis) == {"aawiki", "abwiki"}
    assert rejects(lake) == [("4", "wiki cannot be read: “../x”")]


def test_what_stands_in_a_row_is_in_no_sentence(lake: Lake, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(written(revision(10), revision(11, user_id="Maria")))
    with pytest.raises(HistoryError, match=r"line 3: user_id cannot be read\.") as refused:
        ingest(lake, [file], Options(said=Said(wiki="aawiki")))
    assert "Maria" not in str(refused.value)


@pytest.mark.parametrize(
    ("user", "is_anonymous"),
    [
        ({"user_id": "7", "user_text": "Amina"}, False),
        ({"user_id": "7.0", "user_text": "Amina"}, False),
        ({"user_id": "0", "user_text": "192.0.2.1"}, True),
        ({"user_id": "", "user_text": "192.0.2.1"}, True),
        ({"user_id": "", "user_text": ""}, None),  # suppressed: nobody may know who it was
    ],
)
def test_who_has_no_number_is_anonymous(
    user: dict[str, str],
    is_anonymous: bool | None,  # noqa: FBT001 -- what is expected
    taken: Taken,
) -> None:
    assert taken({**REVISION, **user})[0]["event_user_is_anonymous"] is is_anonymous


def test_temporary_accounts_are_known_by_their_names(taken: Taken) -> None:
    assert taken({**REVISION, "user_text": "~2025-12345-6"})[0]["event_user_is_temporary"]


@pytest.mark.parametrize(
    ("values", "by"),
    [
        ({"user_text": "TidyBot"}, ["name"]),
        ({"user_text": "Abbott"}, None),
        ({"user_text": "Robot_2"}, ["name"]),
        ({"user_text": "Listed"}, ["group"]),
        ({"user_text": "Amina", "is_bot": "1"}, ["group"]),
        ({"user_text": "TidyBot", "is_bot": "false"}, None),
        ({"user_text": "TidyBot", "is_bot": ""}, ["name"]),
    ],
)
def test_bots_are_known_by_the_column_or_else_by_name(
    values: dict[str, str], by: list[str] | None, taken: Taken
) -> None:
    (found,) = taken({**REVISION, **values}, bots=frozenset({"Listed"}))
    assert found["event_user_is_bot_by"] == by


@pytest.mark.parametrize(
    ("listed", "words"), [((), "their names alone"), (("Amina",), "their names and the list given")]
)
def test_it_is_said_how_bots_are_known(listed: tuple[str, ...], words: str, lake: Lake, taken: Taken) -> None:
    taken(REVISION, bots=frozenset(listed))
    (source,) = lake.manifest.sources_of("aawiki")
    assert f"bots are known by {words}, since there is no column is_bot" in source.notes


@pytest.mark.parametrize(
    ("parent", "differences"),
    [
        (None, [100, 20, -50]),
        (("", "", ""), [100, 20, -50]),
        (("0", "10", "10"), [100, 20, -30]),
        (("0", "10", "0"), [100, 20, 70]),
        (("9", "10", "11"), [None, 20, -50]),  # 9 is not in the table
    ],
)
def test_differences_are_against_the_parent_or_else_the_revision_before(
    parent: tuple[str, ...] | None, differences: list[int | None], taken: Taken
) -> None:
    sizes = ("100", "120", "70")
    rows = [revision(10 + place, bytes=size) for place, size in enumerate(sizes)]
    if parent:
        rows = [{**row, "revision_parent_id": of} for row, of in zip(rows, parent, strict=True)]
    assert [row["revision_text_bytes_diff"] for row in taken(*rows)] == differences


@pytest.mark.parametrize(
    ("parents", "read"),
    [(("", "10"), [0, 10]), (("0", "10"), [0, 10]), (("", ""), [0, None]), ((), [None, None])],
)
def test_where_a_page_begins_no_parent_is_none(
    parents: tuple[str, ...], read: list[int | None], taken: Taken
) -> None:
    rows = [revision(10), revision(11)]
    if parents:
        rows = [{**row, "revision_parent_id": of} for row, of in zip(rows, parents, strict=True)]
    assert [row["revision_parent_id"] for row in taken(*rows)] == read


def test_another_page_is_not_before(taken: Taken) -> None:
    found = taken(revision(10, bytes="100"), revision(11, bytes="7", page_id="2"))
    assert [row["revision_text_bytes_diff"] for row in found] == [100, 7]


def test_reverts_are_found_where_there_are_hashes(taken: Taken) -> None:
    rows = [revision(10 + place, sha1=sha1) for place, sha1 in enumerate("abac")]
    found = taken(*rows, revision(15, sha1="a", page_id="2"))
    assert [row["revision_is_identity_reverted"] for row in found] == [False, True, False, False, False]
    assert [row["revision_is_identity_revert"] for row in found] == [False, False, True, False, False]
    assert found[1]["revision_first_identity_reverting_revision_id"] == 12
    assert found[1]["revision_seconds_to_identity_revert"] == 3600


def test_without_hashes_reverts_are_not_known(lake: Lake, taken: Taken) -> None:
    (found,) = taken(REVISION)
    assert found["revision_is_identity_reverted"] is None
    assert "revision_is_identity_reverted" not in lake.manifest.columns_of("aawiki")


def test_a_page_was_made_by_its_first_revision(taken: Taken) -> None:
    rows = revision(11, user_text="Bela", is_deleted="1"), revision(10, is_deleted="0")
    (page,) = taken(*rows, entity="page")
    assert (page["event_user_text"], page["event_timestamp"].hour, page["page_is_deleted"]) == (
        "Amina",
        10,
        False,
    )


def test_a_first_edit_is_known_where_deleted_ones_are(lake: Lake, taken: Taken) -> None:
    rows = [
        revision(11),
        revision(10, is_deleted="1", page_id="2"),
        revision(9, user_id="", user_text="192.0.2.1"),
    ]
    found = taken(*({"is_deleted": "0", **row} for row in rows))
    assert [row["event_user_first_edit_timestamp"] for row in found] == [
        None,
        *[datetime(2020, 1, 15, 10)] * 2,
    ]
    assert "event_user_first_edit_timestamp" in lake.manifest.columns_of("aawiki")


def test_the_rest_of_a_row(taken: Taken) -> None:
    (found,) = taken({**REVISION, "is_minor": "True", "is_deleted": "0", "tags": "mobile edit|visualeditor"})
    assert found["revision_minor_edit"] is True
    assert found["revision_is_deleted_by_page_deletion"] is False
    assert found["revision_tags"] == ["mobile edit", "visualeditor"]


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".zst": lambda content: zstandard.ZstdCompressor().compress(content),
}


@pytest.mark.parametrize("ending", WAYS)
@pytest.mark.parametrize("kind", ["csv", "tsv"])
def test_a_text_may_be_compressed(kind: str, ending: str, lake: Lake, tmp_path: Path) -> None:
    file = tmp_path / f"mine.{kind}{ending}"
    content = written(*map(revision, range(10, 20)), delimiter="," if kind == "csv" else "\t")
    file.write_bytes(WAYS[ending](content))
    (ingested,) = ingest(lake, [file], Options(said=Said(wiki="aawiki")))
    assert ingested.source.rows == 11  # ten edits and the page


@pytest.mark.parametrize("ending", [".gz", ".bz2", ".zst"])
def test_a_truncated_archive_is_refused(ending: str, lake: Lake, tmp_path: Path) -> None:
    file = tmp_path / f"mine.csv{ending}"
    many = (revision(10, page_title="Ab" * (number % 50), comment=str(number**9)) for number in range(20_000))
    whole = WAYS[ending](written(*many))
    file.write_bytes(whole[: len(whole) * 9 // 10])
    with pytest.raises(HistoryError, match=r"truncated|cannot be read"):
        ingest(lake, [file], Options(reject_limit=1, said=Said(wiki="aawiki")))
    assert lake.manifest.wikis == {}


def test_parquet_of_any_types_is_read_alike(lake: Lake, tmp_path: Path) -> None:
    file = tmp_path / "mine.parquet"
    table = pa.table(
        {
            "page_id": [1],
            "page_title": ["Main"],
            "page_namespace": pa.array([0], pa.int8()),
            "revision_id": [10],
            "timestamp": pa.array([datetime(2020, 1, 15, 12)], pa.timestamp("us", tz="UTC")),
            "user_id": [7.0],
            "user_text": pa.array([b"Amina"], pa.binary()),
            "bytes": [100],
            "is_minor": [True],
            "tags": [["mobile edit", "a"]],
        }
    )
    pyarrow.parquet.write_table(table, file)
    ingest(lake, [file], Options(everything=True, said=Said(wiki="aawiki")))
    (found,) = edits(lake)
    assert (found["event_timestamp"], found["event_user_text"]) == (datetime(2020, 1, 15, 12), "Amina")
    assert (found["event_user_id"], found["revision_minor_edit"]) == (7, True)
    assert found["revision_tags"] == ["mobile edit", "a"]


def test_a_broken_parquet_is_a_sentence(lake: Lake, tmp_path: Path) -> None:
    file = tmp_path / "mine.parquet"
    file.write_bytes(b"PAR1 and no more")
    with pytest.raises(HistoryError, match="truncated, or is no Parquet"):
        ingest(lake, [file])


def test_other_delimiters_and_quotes_may_be_said(taken: Taken) -> None:
    content = written({**REVISION, "page_title": "'A;B'"}, delimiter=";")
    assert taken(content, delimiter=";", quote="'")[0]["page_title"] == "A;B"


def test_in_a_tsv_a_quote_is_a_character(taken: Taken) -> None:
    assert (
        taken(written({**REVISION, "page_title": '"Heroes"'}, delimiter="\t"))[0]["page_title"] == '"Heroes"'
    )


def test_the_same_file_for_another_wiki_is_another_source(lake: Lake, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(written(REVISION))
    for wiki in ("aawiki", "abwiki"):
        ingest(lake, [file], Options(said=Said(wiki=wiki)))
    assert [len(edits(lake, wiki)) for wiki in ("aawiki", "abwiki")] == [1, 1]


def test_lines_may_end_and_begin_as_on_windows(taken: Taken) -> None:
    content = b"\xef\xbb\xbf" + written(REVISION).replace(b"\n", b"\r\n")
    assert taken(content)[0]["revision_text_bytes"] == 100


def test_texts_of_pages_may_stand_in_a_column_that_nothing_reads(taken: Taken) -> None:
    assert len(taken({**REVISION, "text": "a" * 2_000_000}, revision(11, text=""))) == 2
