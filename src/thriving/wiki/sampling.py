"""A history that is made up, taken in and measured like any other: for the demo."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files import File

from thriving.history import generating
from thriving.wiki import actions, measuring, reading
from thriving.wiki.models import Run

EVENTS, WIKIS, SEED = 50_000, 2, 2019
FIRST = date(2018, 1, 1)


def fill(*, until: date, by: Any) -> Run:
    """Up to the first of a month, left out. Its wikis are named so that nobody takes them for real."""
    with TemporaryDirectory() as folder:
        plan = generating.Plan(events=EVENTS, wikis=WIKIS, seed=SEED, start=FIRST, until=until)
        form = generating.MediawikiHistory(by_year=False)
        run = _read(generating.write(plan, Path(folder) / "made", form), by)
    measuring.measure(by=by)
    return run


def _read(files: list[Path], by: Any) -> Run:
    opened = [File(path.open("rb"), name=path.name) for path in files]
    run = reading.read(actions.begin_with_uploads(opened, by=by))
    for file in opened:
        file.close()
    actions.forget_upload(run)
    if run.state != Run.State.DONE:
        raise RuntimeError(run.problem)
    return run
