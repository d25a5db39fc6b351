from __future__ import annotations

from pathlib import Path

import pytest

from thriving.history.rejects import Reject, write


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@sum", " =1", "'=1", "＝1"])
def test_no_spreadsheet_runs_what_a_row_says(words: str, tmp_path: Path) -> None:
    write(tmp_path / "rejects.tsv", {f"{words}.tsv": [Reject(1, words, words)]})
    (row,) = (tmp_path / "rejects.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert row.split("\t") == [f"'{words}.tsv", "1", f"'{words}", f"'{words}"]


def test_a_value_is_told_beside_its_reason(tmp_path: Path) -> None:
    write(tmp_path / "rejects.tsv", {"a.tsv": [Reject.cut(1, "page_id cannot be read", "x" * 300, "one")]})
    (row,) = (tmp_path / "rejects.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert row.split("\t") == ["a.tsv", "1", "page_id cannot be read: “one”", "x" * 200]
