"""A run, read: a process of its own does it, and is ended when somebody stops the run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from thriving.kernel import clock
from thriving.wiki import installation
from thriving.wiki.models import Run
from thriving.wiki.states import RUN

INGESTING = "thriving.wiki.ingesting"


class _Overtaken(Exception):
    """Somebody stopped the run, or reads it too."""


def read(run: Run) -> Run:
    """Take the run's files into the lake, or leave when somebody stops it. Killed, it can be called again."""
    RUN.take(run, "read", moved_at=clock.now())
    try:
        _end(run, _last_word(run))
    except _Overtaken:
        run.refresh_from_db()
    return run


def _last_word(run: Run) -> dict[str, Any]:
    """What the process says in the end; on the way, what it says is kept for the run's page."""
    with _process(run) as said:
        for told in said:
            if "share" not in told:
                return told
            _keep(run, file=told["file"], share=min(1.0, max(0.0, told["share"])))
    return {"refused": _("Reading broke off. What was read is kept: let it go on.")}


def _end(run: Run, told: dict[str, Any]) -> None:
    if "refused" in told:
        key = installation.key_in(told["refused"])
        RUN.take(run, "refuse", problem=_without_folder(told["refused"]), rejects=key, moved_at=clock.now())
    else:
        run.refresh_from_db(fields=["state"])
        RUN.take(run, "finish", taken=told["taken"], share=1.0, moved_at=clock.now())


def _without_folder(sentence: str) -> str:
    """Where the lake lies is for whoever keeps the server."""
    return sentence.replace(f"{installation.lake().folder}/", "")


def _keep(run: Run, **values: Any) -> None:
    unmoved = Run.objects.filter(pk=run.pk, state="reading", moved_at=run.moved_at)
    now = clock.now()
    if not unmoved.update(**values, moved_at=now):
        raise _Overtaken
    run.moved_at = now


@contextmanager
def _process(run: Run) -> Iterator[Iterator[dict[str, Any]]]:
    with subprocess.Popen(  # noqa: S603 -- our own module
        [sys.executable, "-m", INGESTING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            if process.stdin is None or process.stdout is None:
                raise OSError
            json.dump(_asked(run), process.stdin)
            process.stdin.close()
            yield map(json.loads, process.stdout)
        finally:
            process.kill()  # nothing to a process that has ended; the lake bears it at any moment


def _asked(run: Run) -> dict[str, Any]:
    return {
        "lake": str(installation.lake().folder),
        "files": [str(path) for path in paths(run)],
        "snapshot": run.snapshot,
        "memory": settings.LAKE_MEMORY,
    }


def paths(run: Run) -> list[Any]:
    if run.place == Run.Place.UPLOADED:
        return [installation.uploads_of(run.pk) / name for name in run.names]
    there = {path.name: path for path in installation.dumps()}
    # One that is gone is named all the same: the reader says that it is not there.
    return [there.get(name, installation.uploads_of(run.pk) / name) for name in run.names]
