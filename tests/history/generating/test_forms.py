"""One seed in several forms is one history: where they know enough, the numbers are the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from thriving.history.failures import HistoryError
from thriving.history.generating import Items, MediawikiHistory, Plan, Revisions, Stubs, write
from thriving.history.generating.forms.form import Form
from thriving.history.lake import Lake
from thriving.history.lake.ingest import Options, ingest
from thriving.history.metrics.measuring import Measuring, measuring
from thriving.history.readers.recognizing import Said

PLAN = Plan(6_000, wikis=2, seed=11, start=date(2018, 1, 1), until=date(2020, 7, 1), in_a_piece=2_500)

# Without edits of pages deleted since, which XML does not have.
LIVE: Sequence[tuple[str, dict[str, str]]] = (
    ("edits", {}),
    ("edits", {"user_type": "anonymous"}),
    ("edits", {"user_type": "group_bot"}),
    ("edits", {"user_type": "name_bot"}),
    ("editors", {"page_type": "content"}),
    ("active_editors_per_wiki", {}),
    ("net_bytes_difference", {}),
    ("absolute_bytes_difference", {"user_type": "user"}),
    ("new_pages", {"user_type": "user"}),
)
Rows = list[dict[str, Any]]
Measured = dict[str, Measuring]  # by form


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Measured]:
    folder = tmp_path_factory.mktemp("forms")
    forms: dict[str, Form] = {
        "history": MediawikiHistory(by_year=False),
        "0.10": Stubs("0.10"),
        "0.11": Stubs("0.11"),
        "table": Revisions(),
    }
    with ExitStack() as stack:
        lakes = {name: taken_in(folder / name, form) for name, form in forms.items()}
        yield {name: stack.enter_context(measuring(lake)) for name, lake in lakes.items()}


def taken_in(folder: Path, form: Form) -> Lake:
    lake, files, bots = (
        Lake(folder / "lake"),
        write(PLAN, folder / "made", form),
        folder / "made" / "bots.txt",
    )
    listed = frozenset(bots.read_text().splitlines()) if bots.exists() else frozenset[str]()
    ingest(lake, files, Options(said=Said(bots=listed)))
    return lake


def rows(measuring: Measuring, metric: str, **parameters: Any) -> Rows:
    found: Rows = measuring.measure(metric, **parameters).rows.to_pylist()
    return found


@pytest.mark.parametrize(("metric", "types"), LIVE, ids=str)
def test_forms_agree_on_what_stands(measured: Measured, metric: str, types: dict[str, str]) -> None:
    expected = rows(measured["history"], metric, **types)
    assert len(expected) > 20
    assert all(rows(form, metric, **types) == expected for form in measured.values())


@pytest.mark.parametrize(
    "metric",
    [
        "retention_since_first_edit",
        "new_editor_retention",
        "new_registered_users",
        "activation",
        "survival",
        "rolling_new_active_editors",
        "revert_rate",
        "median_time_to_revert",
        "mobile_edits",
        "stability_of_active_editors",
    ],
)
def test_a_table_with_deleted_pages_agrees_on_newcomers(measured: Measured, metric: str) -> None:
    expected = rows(measured["history"], metric)
    assert len(expected) > 20
    assert rows(measured["table"], metric) == expected


def test_pages_and_humans_go_together(tmp_path: Path) -> None:
    files = write(PLAN, tmp_path / "items", Items())
    named = {file.name.split(".", 2)[2]: file.read_text().splitlines()[1:] for file in files[:2]}
    about = {line.split("\t")[2] for line in named["page-items.tsv"]}
    humans = {line.split("\t")[0] for line in named["humans.tsv"]}
    assert 0.15 < len(humans & about) / len(about) < 0.45
    assert all(item > "Q9000000" and len(item) == len("Q9000000000") for item in humans | about)


def test_another_version_of_xml_is_refused() -> None:
    with pytest.raises(HistoryError, match=r"0\.10 or 0\.11 here, not 0\.9"):
        Stubs("0.9")


def test_another_number_of_columns_is_refused() -> None:
    with pytest.raises(HistoryError, match="has 71 columns; there are: 70, 74, 76, 78"):
        MediawikiHistory(71)
