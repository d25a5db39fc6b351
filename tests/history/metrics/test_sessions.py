"""Many metrics asked in one session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.history.metrics.conftest import edit

from thriving.history import metrics
from thriving.history.lake import Lake
from thriving.history.lake.ingest import ingest

Dump = Callable[..., Path]


@pytest.fixture
def held(lake: Lake, dump: Dump) -> Lake:
    ingest(lake, [dump(edit("2020-01-15"), edit("2020-01-16", "Bela"))])
    return lake


def test_a_session_gives_what_single_questions_give(held: Lake) -> None:
    with metrics.measuring(held) as session:
        together = [session.measure("edits"), session.measure("editors", activity_level="1..4")]
    alone = [metrics.measure(held, "edits"), metrics.measure(held, "editors", activity_level="1..4")]
    assert [each.rows for each in together] == [each.rows for each in alone]


def test_all_at_once_says_of_each_that_is_not_known_why(held: Lake, dump: Dump) -> None:
    answers = metrics.measure_all(held, ["edits", "editors"])
    assert {name: type(answer) for name, answer in answers.items()} == {
        "edits": metrics.Answer,
        "editors": metrics.Answer,
    }


def test_all_at_once_are_all_that_there_are(held: Lake) -> None:
    assert list(metrics.measure_all(held)) == list(metrics.registered())
