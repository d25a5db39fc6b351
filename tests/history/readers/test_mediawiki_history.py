from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.history.conftest import edits
from tests.history.dumps import line

from thriving.history import rejects as rejecting
from thriving.history.columns import LAYOUTS
from thriving.history.failures import HistoryError
from thriving.history.lake import Lake
from thriving.history.lake.ingest import Options, ingest

Row = Callable[[str], dict[str, Any]]
Dump = Callable[..., Path]
LENIENT = Options(reject_limit=1)
REAL = Path(__file__).parents[4] / "shared" / "data" / "wiki-history"


@pytest.mark.parametrize("fields", LAYOUTS)
def test_each_layout_is_known_by_its_number_of_fields(fields: int, row: Row) -> None:
    found = row(line(fields, revision_id="42", revision_tags="mobile edit"))
    assert (found["revision_id"], found["revision_tags"]) == (42, ["mobile edit"])


def test_a_column_that_an_old_layout_lacks_is_not_known(lake: Lake, dump: Dump) -> None:
    ingest(lake, [dump(line(70))])
    assert "event_user_is_temporary" not in lake.manifest.columns_of("aawiki")
    assert edits(lake)[0]["event_user_is_temporary"] is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("foo\\tbar", "foo\tbar"),
        ("a\\nb\\rc", "a\nb\rc"),
        ("foo\\x", "foo\\x"),
        ("foo\\,bar", "foo\\,bar"),
        ('"quoted', '"quoted'),
        ("", None),
        ("null", "null"),
    ],
)
def test_a_text_is_unescaped_as_the_dump_escapes_it(written: str, read: str | None, row: Row) -> None:
    assert row(line(page_title=written))["page_title"] == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", None),
        ("bot", ["bot"]),
        ("bot,sysop", ["bot", "sysop"]),
        ("a\\,b,c", ["a,b", "c"]),
        ("a\\tb,c", ["a\tb", "c"]),
    ],
)
def test_an_array_keeps_commas_inside_its_items(written: str, read: list[str] | None, row: Row) -> None:
    assert row(line(revision_tags=written))["revision_tags"] == read


def test_times_numbers_and_truths_have_their_types(row: Row) -> None:
    found = row(line(revision_text_bytes_diff="-12", event_user_is_anonymous="false"))
    assert found["event_timestamp"] == datetime(2020, 1, 15, 12)
    assert (found["revision_text_bytes_diff"], found["event_user_is_anonymous"]) == (-12, False)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"event_user_is_anonymous": "maybe"}, "event_user_is_anonymous cannot be read: “maybe”"),
        ({"event_user_is_anonymous": "t"}, "event_user_is_anonymous cannot be read: “t”"),
        ({"event_user_is_anonymous": "True"}, "event_user_is_anonymous cannot be read: “True”"),
        ({"event_timestamp": "2020-01-15"}, "event_timestamp cannot be read: “2020-01-15”"),
        ({"event_timestamp": "2020-13-15 00:00:00.0"}, "event_timestamp cannot be read"),
        ({"event_timestamp": ""}, "event_timestamp is missing"),
        ({"event_entity": "cat"}, "event_entity cannot be read: “cat”"),
        ({"event_entity": ""}, "event_entity is missing"),
        ({"page_id": "one"}, "page_id cannot be read: “one”"),
        ({"page_id": "9" * 20}, f"page_id cannot be read: “{'9' * 20}”"),
        ({"wiki_db": ""}, "wiki_db is missing"),
        ({"wiki_db": "Aa"}, "wiki_db cannot be read: “Aa”"),
        ({"wiki_db": "aa/../b"}, "wiki_db cannot be read: “aa/../b”"),
        ({"wiki_db": "é"}, "wiki_db cannot be read: “é”"),
        ({"wiki_db": "*"}, "wiki_db cannot be read: “*”"),
        ({"wiki_db": "a" * 300}, "wiki_db cannot be read: “aaa"),
        ({"wiki_db": "é", "page_id": "one"}, "wiki_db cannot be read: “é”"),
    ],
)
def test_a_malformed_field_is_refused_with_its_line(
    wrong: dict[str, str], said: str, lake: Lake, dump: Dump
) -> None:
    file = dump(line(), line(**wrong), line(revision_id="101"))
    (ingested,) = ingest(lake, [file], LENIENT)
    assert (ingested.source.rows, ingested.source.rejected) == (2, 1)
    ((name, number, reason, _text),) = rejects(lake)
    assert (name, number) == (file.name, "2")
    assert said in reason


@pytest.mark.parametrize("wrong", [line() + "\tmore", line(76), "just words"])
def test_a_row_with_another_number_of_fields_is_refused(wrong: str, lake: Lake, dump: Dump) -> None:
    (ingested,) = ingest(lake, [dump(line(), wrong, line(revision_id="101"))], LENIENT)
    assert (ingested.source.rows, ingested.source.rejected) == (2, 1)
    assert "where the file's rows have 78" in rejects(lake)[0][2]


def test_bytes_that_are_no_text_are_refused(lake: Lake, dump: Dump) -> None:
    file = dump(line(), line(revision_id="101"))
    file.write_bytes(file.read_bytes() + line(page_title="X").encode().replace(b"X", b"\xff\xfe") + b"\n")
    (ingested,) = ingest(lake, [file], LENIENT)
    assert (ingested.source.rows, ingested.source.rejected) == (2, 1)
    assert rejects(lake)[0][2] == "it is not UTF-8"


def test_too_many_refused_rows_stop_the_run(lake: Lake, dump: Dump) -> None:
    file = dump(*[line(revision_id=str(number)) for number in range(99)], line(page_id="one"))
    with pytest.raises(HistoryError, match=r"1 of 100 rows .* line 100: page_id cannot be read\. All"):
        ingest(lake, [file])
    assert lake.manifest.wikis == {}


def test_what_stands_in_a_row_is_in_no_sentence(lake: Lake, dump: Dump) -> None:
    file = dump(line(), line(event_user_id="Maria Gonzalez"))
    with pytest.raises(HistoryError, match="event_user_id cannot be read") as refused:
        ingest(lake, [file])
    assert "Maria" not in str(refused.value)
    assert "“Maria Gonzalez”" in rejects(lake)[0][2]


@pytest.mark.parametrize("bad", ["x", line(wiki_db="é"), line(page_id="one", revision_id="two", user_id="z")])
def test_rows_that_cannot_be_read_are_not_heaped_up(
    bad: str, lake: Lake, dump: Dump, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rejecting, "MOST", 5)
    with pytest.raises(HistoryError, match=r"More than 5 rows of .* The first is line 9:"):
        ingest(lake, [dump(*[line(revision_id=str(number)) for number in range(8)], *[bad] * 6)], LENIENT)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"a\tb\tc\n", "has 3 fields in most lines; the dump of mediawiki_history has 70, 74, 76, 78"),
    ],
)
def test_another_sort_of_file_is_refused(content: bytes, said: str, lake: Lake, tmp_path: Path) -> None:
    file = tmp_path / "something.tsv"
    file.write_bytes(content)
    with pytest.raises(HistoryError, match=said):
        ingest(lake, [file])


def rejects(lake: Lake) -> list[list[str]]:
    (file,) = (lake.folder / "rejects").iterdir()
    return [row.split("\t", 3) for row in file.read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.skipif(not REAL.exists(), reason="the real files are not beside the project")
def test_three_real_rows_are_read(lake: Lake) -> None:
    ingest(lake, [REAL / "three_real_rows_v70.tsv"])
    first, second = edits(lake, "enwiki")
    assert first["page_title"] == "HomePage"
    assert second["event_user_is_bot_by"] == ["name", "group"]
    (block,) = edits(lake, "enwiki", "user")
    assert (block["event_type"], block["user_groups"]) == (
        "alterblocks",
        ["extendedconfirmed", "ipblock-exempt"],
    )


@pytest.mark.skipif(not REAL.exists(), reason="the real files are not beside the project")
def test_what_a_client_shows_is_refused_by_what_it_looks_like(lake: Lake) -> None:
    with pytest.raises(HistoryError, match="looks like what a SQL client shows"):
        ingest(lake, [REAL / "cawiki_sample_from_wdo_xlsx.tsv"])


def test_a_line_that_never_ends_is_refused(lake: Lake, tmp_path: Path) -> None:
    """A megabyte that unpacks to a thousand must not be held as one line."""
    path = tmp_path / "2020-01.aawiki.all-time.tsv.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(17):
            file.write(b"x" * (1 << 20))
    with pytest.raises(HistoryError, match="a line of more than 16 MB"):
        ingest(lake, [path])
