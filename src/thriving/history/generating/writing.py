"""A made-up history, written: piece by piece, by one process or several, the same to the last byte."""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from thriving.history.failures import HistoryError
from thriving.history.generating.forms.form import Form
from thriving.history.generating.forms.mediawiki_history import MediawikiHistory
from thriving.history.generating.history import history_of
from thriving.history.generating.packing import NONE, packed, suffix
from thriving.history.generating.place import Order, dumps_in, filled, there_already
from thriving.history.generating.plan import Piece, Plan

Tell = Callable[[int], None]  # of so many more events
Parts = list[tuple[str, Path]]  # by the name of the file that each belongs to
Work = Callable[[Piece], Parts]


def silent(_events: int) -> None:
    """For whoever does not want to hear."""


def write(  # noqa: PLR0913 -- what, where, in which form and how: each on its own
    plan: Plan,
    folder: Path,
    form: Form | None = None,
    *,
    compression: str = NONE,
    processes: int = 1,
    tell: Tell = silent,
) -> list[Path]:
    """The dumps, which are in the folder once all are whole. Raises HistoryError."""
    form = form or MediawikiHistory()
    if compression not in form.compressions:
        known = ", ".join(form.compressions)
        raise HistoryError(f"Such files can be read packed by one of {known}, not by {compression}.")
    order = Order(plan, form, compression)
    if not there_already(folder, order):
        with filled(folder, order) as beside:
            _write(order, beside, processes, tell)
    return dumps_in(folder)


def _write(order: Order, folder: Path, processes: int, tell: Tell) -> None:
    parts = folder / "parts"
    parts.mkdir()
    work = partial(_made, form=order.form, compression=order.compression, folder=parts)
    pieces = order.plan.pieces
    with _results(work, pieces, processes) as results:
        for piece, made in zip(pieces, results, strict=True):
            _append(made, folder)
            tell(piece.events)
    parts.rmdir()


@contextmanager
def _results(work: Work, pieces: Sequence[Piece], processes: int) -> Iterator[Iterable[Parts]]:
    """In the order of the pieces, whoever is ready first."""
    if min(processes, len(pieces)) <= 1:
        yield map(work, pieces)
        return
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        try:
            yield pool.map(work, pieces)
        except BaseException:  # whoever stops it shall not wait for what was planned
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _made(piece: Piece, *, form: Form, compression: str, folder: Path) -> Parts:
    made = []
    for place, part in enumerate(form.parts(history_of(piece))):
        path = folder / f"{piece.wiki}.{piece.block}.{place}"
        how = compression if part.is_packed else NONE
        path.write_bytes(packed(memoryview(part.content), how))
        made.append((part.name + suffix(how), path))
    return made


def _append(made: Parts, folder: Path) -> None:
    for name, path in made:
        target = folder / name
        if not target.exists():
            path.rename(target)
            continue
        with path.open("rb") as part, target.open("ab") as whole:
            shutil.copyfileobj(part, whole, 1 << 20)
        path.unlink()
