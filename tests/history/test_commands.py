from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result
from tests.history.dumps import line, lines

from thriving.history.commands import history
from thriving.history.engines import embedded
from thriving.history.failures import HistoryError
from thriving.history.lake import Lake

Dump = Callable[..., Path]

CONTENT = "Which pages are content is as the dump says. (aawiki)"


def run(*arguments: object, given: bytes = b"") -> Result:
    result = CliRunner().invoke(history, [str(each) for each in arguments], input=io.BytesIO(given))
    if isinstance(result.exception, HistoryError):
        raise result.exception
    return result


def test_a_file_is_taken_in_and_described(lake: Lake, dump: Dump) -> None:
    said = run("ingest", dump(line()), "--lake", lake.folder)
    assert "1 events of aawiki (mediawiki_history, 78 columns)." in said.output
    said = run("describe", "--lake", lake.folder)
    assert "aawiki: snapshot 2020-01, known until 2020-02-01" in said.output


def test_again_it_is_already_there(lake: Lake, dump: Dump) -> None:
    run("ingest", dump(line()), "--lake", lake.folder)
    assert "already here" in run("ingest", dump(line()), "--lake", lake.folder).output


def test_files_may_be_named_by_a_pattern(lake: Lake, dump: Dump) -> None:
    dump(line(), name="2020-01.aawiki.2019.tsv")
    file = dump(line(revision_id="101"), name="2020-01.aawiki.2020.tsv")
    assert run("ingest", file.parent / "2020-01.*.tsv", "--lake", lake.folder).output.count("events") == 2


def test_a_pattern_may_be_of_folders(lake: Lake, tmp_path: Path) -> None:
    for year in (2019, 2020):
        file = tmp_path / "dumps" / str(year) / f"2020-01.aawiki.{year}.tsv"
        file.parent.mkdir(parents=True)
        file.write_bytes(lines(line(revision_id=str(year))))
    for pattern in ("*/2020-01.*.tsv", "**/*.tsv"):
        said = run("ingest", tmp_path / "dumps" / pattern, "--lake", lake.folder)
        assert said.output.count("events") == 2


def test_a_pipe_is_refused_before_somebody_waits_for_it(lake: Lake, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.tsv")
    with pytest.raises(HistoryError, match=r"is a pipe.*Give it as standard input"):
        run("ingest", tmp_path / "pipe.tsv", "--lake", lake.folder)


def test_what_is_replaced_is_told(lake: Lake, dump: Dump) -> None:
    run("ingest", dump(line(), name="2020-01.aawiki.all-time.tsv"), "--lake", lake.folder)
    newer = dump(line(revision_id="5"), line(revision_id="6"), name="2020-02.aawiki.all-time.tsv")
    said = run("ingest", newer, "--lake", lake.folder).output
    assert "aawiki: the snapshot 2020-02 has replaced 2020-01, which was in 2020-01.aawiki.all-time" in said
    assert "replaced" not in run("ingest", newer, "--lake", lake.folder).output


def test_standard_input_needs_a_name(lake: Lake) -> None:
    with pytest.raises(HistoryError, match="Say what standard input is"):
        run("ingest", "-", "--lake", lake.folder, given=lines(line()))
    said = run("ingest", "-", "--name", "2020-01.aawiki.tsv", "--lake", lake.folder, given=lines(line()))
    assert "1 events of aawiki" in said.output


def test_a_file_that_is_not_there_is_a_sentence(lake: Lake) -> None:
    with pytest.raises(HistoryError, match=r"There is no file nowhere\.tsv"):
        run("ingest", "nowhere.tsv", "--lake", lake.folder)


def test_a_lake_that_is_not_there_is_a_sentence(lake: Lake) -> None:
    with pytest.raises(HistoryError, match="There is no lake"):
        run("describe", "--lake", lake.folder)


def test_a_snapshot_that_is_none_is_refused(lake: Lake, dump: Dump) -> None:
    said = run("ingest", dump(line()), "--lake", lake.folder, "--snapshot", "yesterday")
    assert "neither a month" in said.output
    assert said.exit_code != 0


def test_what_a_layout_does_not_know_is_named(lake: Lake, dump: Dump) -> None:
    run("ingest", dump(line(70)), "--lake", lake.folder)
    said = run("describe", "--lake", lake.folder).output
    assert "not known: event_user_central_id, event_user_is_temporary, event_user_is_cross_wiki" in said


def test_a_metric_is_measured_and_explained(lake: Lake, dump: Dump) -> None:
    run("ingest", dump(line()), "--lake", lake.folder)
    said = run("measure", "edits", "--lake", lake.folder, "--explain", "-p", "user_type=user").output
    assert "Revisions made in the month" in said
    assert "Parameters: user_type = user, page_type = all" in said
    assert "SELECT" in said
    assert "aawiki   2020-01-01  1" in said


@pytest.mark.parametrize(
    ("form", "said"), [("csv", '"aawiki",2020-01-01,1'), ("json", '"wiki_db": "aawiki"')]
)
def test_rows_for_programs(form: str, said: str, lake: Lake, dump: Dump) -> None:
    run("ingest", dump(line()), "--lake", lake.folder)
    assert said in run("measure", "edits", "--lake", lake.folder, "--format", form).output


def test_parquet_goes_to_a_file(lake: Lake, dump: Dump, tmp_path: Path) -> None:
    run("ingest", dump(line()), "--lake", lake.folder)
    with pytest.raises(HistoryError, match="say where it goes"):
        run("measure", "edits", "--lake", lake.folder, "--format", "parquet")
    file = tmp_path / "edits.parquet"
    run("measure", "edits", "--lake", lake.folder, "--format", "parquet", "--output", file)
    assert pyarrow.parquet.read_table(file)["value"].to_pylist() == [1]


def test_not_yet_is_said(lake: Lake, dump: Dump) -> None:
    run("ingest", dump(line()), "--lake", lake.folder)
    said = run("measure", "retention_since_first_edit", "--lake", lake.folder).stdout
    assert said.splitlines()[1].split() == ["aawiki", "2020-01-01", "1", "not", "yet", "2020-04-01"]


def test_every_metric_is_listed() -> None:
    said = run("metrics").output
    assert "new_editor_retention (share, by a wiki and the month in which its newcomers began)" in said


def test_a_table_is_taken_in_and_described(lake: Lake, tmp_path: Path) -> None:
    csv = tmp_path / "mine.csv"
    csv.write_text("namespace,is_content,mood\n0,1,good\n4,0,fair\n", encoding="utf-8")
    said = run("ingest", csv, "--wiki", "aawiki", "--lake", lake.folder).output
    assert "mine.csv: 2 rows of aawiki (a table of namespaces)." in said
    assert "columns that nothing reads: mood" in said
    said = run("describe", "--lake", lake.folder).output
    assert "namespaces, beside the events:" in said
    assert "2 rows of aawiki as of" in said


def test_a_table_may_come_by_standard_input(lake: Lake) -> None:
    content = b"id|gender|sitelinks\nQ42|Q6581097|enwiki\n"
    said = run(
        "ingest", "-", "--name", "mine.csv", "--delimiter", "|", "--lake", lake.folder, given=content
    ).output
    assert "mine.csv: 1 rows (a table of humans)." in said


def test_a_list_may_stand_in_a_file(lake: Lake, dump: Dump, tmp_path: Path) -> None:
    run("ingest", dump(line(page_id="12"), line(page_id="13"), line(page_id="14")), "--lake", lake.folder)
    (tmp_path / "list.txt").write_text("aawiki:12\n\naawiki:14\n", encoding="utf-8-sig")
    given = "-p", f"pages=@{tmp_path}/list.txt", "--format", "csv"
    assert (
        '"aawiki",2020-01-01,2,2'
        in run("measure", "listed_pages_edited", "--lake", lake.folder, *given).output
    )


def test_a_list_that_cannot_be_read_is_a_sentence(lake: Lake, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_bytes(b"\xff\xfe")
    for name in ("none.txt", "list.txt"):
        with pytest.raises(HistoryError, match=f"The list .*{name} cannot be read: it is a file of text"):
            run("measure", "listed_pages_edited", "--lake", lake.folder, "-p", f"pages=@{tmp_path}/{name}")


def test_a_lake_is_not_written_at_an_address(
    dump: Dump, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run("ingest", dump(line()), "--lake", "s3a://bucket/lake")
    assert answer.exit_code != 0
    assert "is an address" in answer.output
    assert not (tmp_path / "s3a:").exists()


def test_a_delimiter_is_one_sign(lake: Lake, dump: Dump) -> None:
    answer = run("ingest", dump(line()), "--lake", lake.folder, "--delimiter", "ab")
    assert "is more than one sign" in answer.output


def test_a_table_without_rows_is_refused(lake: Lake, tmp_path: Path) -> None:
    path = tmp_path / "edits.csv"
    path.write_text("page_id,page_title,page_namespace,revision_id,timestamp,user_id,user_text,bytes\n")
    with pytest.raises(HistoryError, match="holds no event"):
        run("ingest", path, "--lake", lake.folder, "--wiki", "aawiki")


def test_what_a_dump_cannot_know_of_deleted_pages_is_said(lake: Lake, tmp_path: Path) -> None:
    path = tmp_path / "edits.csv"
    header = "page_id,page_title,page_namespace,revision_id,timestamp,user_id,user_text,bytes"
    path.write_text(f"{header}\n1,A,0,1,2020-01-01T00:00:00Z,1,Amina,5\n")
    run("ingest", path, "--lake", lake.folder, "--wiki", "aawiki")
    explained = run("measure", "edits", "--lake", lake.folder, "--explain").stdout
    assert "Which edits are of pages deleted since is not said" in explained


def test_each_answer_says_where_it_comes_from(lake: Lake, tmp_path: Path, dump: Dump) -> None:
    run("ingest", dump(line()), "--lake", lake.folder)
    for form in ("table", "csv", "json"):
        answer = run("measure", "edits", "--lake", lake.folder, "--format", form)
        assert CONTENT in answer.stderr
    said = json.loads(answer.stdout)
    assert said["notes"] == [CONTENT]
    assert (said["name"], said["parameters"]["page_type"]) == ("edits", "all")
    assert said["snapshots"] == {"aawiki": "2020-01"}
    assert said["rows"] == [{"wiki_db": "aawiki", "month": "2020-01-01", "value": 1}]


def test_a_file_of_parquet_says_where_it_comes_from(lake: Lake, tmp_path: Path, dump: Dump) -> None:
    run("ingest", dump(line()), "--lake", lake.folder)
    file = tmp_path / "edits.parquet"
    run("measure", "edits", "--lake", lake.folder, "--format", "parquet", "--output", file)
    about = json.loads(pyarrow.parquet.read_metadata(file).metadata[b"thriving"])
    assert about["notes"] == [CONTENT]
    assert about["definition"].startswith("Revisions made in the month")


def test_a_lake_at_its_address_is_described(lake: Lake, dump: Dump) -> None:
    run("ingest", dump(line()), "--lake", lake.folder)
    said = run("describe", "--lake", lake.folder.as_uri()).output
    assert said == run("describe", "--lake", lake.folder).output


def test_what_a_made_up_history_says_of_itself_is_no_dump(lake: Lake, dump: Dump) -> None:
    file = dump(line())
    (file.parent / "synthetic.json").write_text("{}", encoding="utf-8")
    said = run("ingest", file, file.parent / "synthetic.json", "--lake", lake.folder)
    assert "1 events of aawiki" in said.output


def test_a_disk_without_room_is_not_the_fault_of_the_file() -> None:
    full = embedded.Failure('IO Error: Could not write file "lake/1.parquet": No space left on device')
    assert "no room left on the disk: dump.tsv was not taken in" in str(embedded.refusal(full, "dump.tsv"))
    broken = embedded.Failure("Invalid Input Error: truncated")
    assert str(embedded.refusal(broken, "dump.tsv")) == "dump.tsv cannot be read to its end: truncated"
