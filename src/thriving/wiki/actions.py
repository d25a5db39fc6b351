"""Dumps on their way into the lake: begun, stopped, gone on with, discarded. One at a time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary, turn
from thriving.kernel.files import LIMIT
from thriving.kernel.lifecycle import MoveRefused
from thriving.ui import cldr
from thriving.wiki import installation
from thriving.wiki.models import Run
from thriving.wiki.states import RUN

_MEGABYTE = 1024 * 1024


class RunRefused(Exception):
    """The run does not begin; the message is a sentence for whoever asked."""


@transaction.atomic
def begin_with_uploads(files: Sequence[File[bytes]], *, snapshot: str = "", by: Any) -> Run:
    """Keep uploaded dumps and let them be read. Raises RunRefused."""
    named = {(file.name or "").rpartition("/")[2]: file for file in files}
    for name, file in named.items():
        _require_a_dump(name, file.size)
    run = _begun(list(named), Run.Place.UPLOADED, snapshot, by)
    _keep(named, run)
    return run


@transaction.atomic
def begin_with_dumps(names: Sequence[str], *, snapshot: str = "", by: Any) -> Run:
    """Let files from the folder of the server be read. Raises RunRefused."""
    there = {path.name for path in installation.dumps()}
    if absent := sorted(set(names) - there):
        raise RunRefused(
            _("There is no file %(name)s in the folder of the server.") % {"name": cldr.isolated(absent[0])}
        )
    return _begun(list(names), Run.Place.SERVER, snapshot, by)


def stop(run: Run, *, by: Any) -> None:
    """End the process that reads. What is read of whole files is kept for when it goes on."""
    with transaction.atomic():
        RUN.take(run, "stop", moved_at=clock.now())
        diary.note(run, "stopped", by=by)


def resume(run: Run, *, by: Any) -> None:
    with transaction.atomic():
        _wait_for_turn(beside=run)
        if run.state == "reading" and not run.is_silent:
            raise MoveRefused(_("It is being read just now."))
        rejects = run.rejects
        RUN.take(run, "resume", problem="", rejects="", moved_at=clock.now())
        diary.note(run, "resumed", by=by)
    installation.forget_rejects(rejects)


def discard(run: Run, *, by: Any) -> None:
    """Forget the uploaded file and what was told of its rows. What an earlier snapshot left stays."""
    rejects = run.rejects
    with transaction.atomic():
        RUN.take(run, "discard", problem="", rejects="", moved_at=clock.now())
        diary.note(run, "discarded", by=by)
    forget_upload(run)
    installation.forget_rejects(rejects)


def forget_upload(run: Run) -> None:
    shutil.rmtree(installation.uploads_of(run.pk), ignore_errors=True)


def _begun(names: list[str], place: Run.Place, snapshot: str, by: Any) -> Run:
    _wait_for_turn()
    run = Run.objects.create(
        names=names,
        place=place,
        snapshot=snapshot,
        begun_by=by if isinstance(by, str) else by.key,
        created_at=clock.now(),
        moved_at=clock.now(),
    )
    diary.note(run, "begun", by=by, body={"names": names})
    return run


def _wait_for_turn(beside: Run | None = None) -> None:
    """One writes to the lake at a time; two that come at once are asked one after the other."""
    turn.take()
    others = Run.objects.filter(state__in=("waiting", "reading"))
    if (others.exclude(pk=beside.pk) if beside else others).exists():
        raise RunRefused(_("Another run is being read. Wait until it is done, or stop it first."))


def _require_a_dump(name: str, size: int) -> None:
    if not installation.DUMP.fullmatch(name):
        raise RunRefused(
            _(
                "“%(name)s” is not named like a dump. Keep the name that its publisher gave it, such as "
                "2023-01.aawiki.all-time.tsv.bz2: it says the wiki and the snapshot."
            )
            % {"name": cldr.isolated(name[:100])}
        )
    if size > LIMIT:
        raise RunRefused(
            _(
                "This file is larger than %(size)d MB. Put it into the folder of the server that "
                "THRIVING_DUMPS names, and pick it there."
            )
            % {"size": LIMIT // _MEGABYTE}
        )


def _keep(files: Mapping[str, File[bytes]], run: Run) -> None:
    folder = installation.uploads_of(run.pk)
    shutil.rmtree(folder, ignore_errors=True)  # of a run whose transaction failed and gave its number back
    folder.mkdir(parents=True, mode=0o700)
    for name, file in files.items():
        with (folder / name).open("xb") as target:
            target.writelines(file.chunks())
            target.flush()
            os.fsync(target.fileno())
