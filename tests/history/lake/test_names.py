"""Names of files and folders that engines would take for patterns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from tests.history.conftest import edits
from tests.history.dumps import line
from tests.history.files import revision, written

from thriving.history import metrics
from thriving.history.lake import Lake
from thriving.history.lake.checking import findings
from thriving.history.lake.ingest import Options, ingest
from thriving.history.readers.recognizing import Said

Dump = Callable[..., Path]


@pytest.mark.parametrize("named", ["2020-01.aawiki.*.tsv", "2020-01.aawiki.[ab].tsv"])
@pytest.mark.parametrize("ending", ["", ".zst"])
def test_a_name_like_a_pattern_means_itself(named: str, ending: str, lake: Lake, dump: Dump) -> None:
    file, content = (
        dump(line(revision_id="7"), name=f"{named}{ending}"),
        f"{line(revision_id='7')}\n".encode(),
    )
    if ending:
        file.write_bytes(zstandard.ZstdCompressor().compress(content))
    for other in "ab":
        dump(line(revision_id="8", wiki_db="abwiki"), name=f"2020-01.aawiki.{other}.tsv{ending}")
    ingest(lake, [file])
    assert list(lake.manifest.wikis) == ["aawiki"]
    assert [each["revision_id"] for each in edits(lake)] == [7]


def test_a_table_may_be_named_like_a_pattern(lake: Lake, tmp_path: Path) -> None:
    file = tmp_path / "mine[1].csv"
    file.write_bytes(written(revision(1)))
    ingest(lake, [file], Options(said=Said(wiki="aawiki")))
    assert len(edits(lake)) == 1


@pytest.mark.parametrize("folder", ["l[a]ke", "a*"])
def test_a_lake_may_lie_in_any_folder(folder: str, tmp_path: Path, dump: Dump) -> None:
    ingest(Lake(tmp_path / "lake"), [dump(line(revision_id="8"))])
    lake = Lake(tmp_path / folder)
    ingest(lake, [dump(line())])
    ingest(lake, [dump(line(revision_id="101"), name="2020-01.aawiki.2020.tsv")])
    assert [each["revision_id"] for each in edits(lake)] == [100, 101]
    assert not list(findings(lake, deep=True))
    assert metrics.measure(lake, "edits").rows["value"].to_pylist() == [2]
