"""`thriving history generate` and what comes after it, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from thriving.history.commands import history
from thriving.history.failures import HistoryError


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(history, [str(word) for word in words])


def test_what_is_generated_goes_into_a_lake_that_says_so(tmp_path: Path) -> None:
    made, lake = tmp_path / "made", tmp_path / "lake"
    asked = ("generate", "--events", "900", "--wikis", "1", "--from", "2020", "--until", "2020-07")
    done = run(*asked, "--layout", "76", "--compression", "gz", "--processes", "1", "--output", made)
    assert done.output == f"900 synthetic events of 1 wikis in 1 files in {made}.\n"
    assert run("ingest", made / "*.tsv.gz", "--lake", lake).exit_code == 0
    described = run("describe", "--lake", lake).output
    assert described.startswith("synthetic01wiki: snapshot 2020-06, known until 2020-07-01T00:00:00+00:00\n")
    assert "900 events" in described


@pytest.mark.parametrize("form", ["xml", "revisions", "items"])
def test_every_format_can_be_asked_for(tmp_path: Path, form: str) -> None:
    done = run("generate", "--events", "900", "--format", form, "--output", tmp_path / "made")
    assert done.exit_code == 0
    assert (tmp_path / "made" / "synthetic.json").exists()


@pytest.mark.parametrize("written", ["20", "2020-13", "last year"])
def test_what_is_no_month_is_refused(tmp_path: Path, written: str) -> None:
    done = run("generate", "--events", "900", "--from", written, "--output", tmp_path / "made")
    assert done.exit_code == 2
    assert f"“{written}” is neither a year (2010) nor a month (2010-07)." in done.output


def test_a_folder_in_use_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = run("generate", "--events", "900", "--output", tmp_path)
    assert isinstance(done.exception, HistoryError)
    assert "Name a folder that is new or empty." in str(done.exception)
