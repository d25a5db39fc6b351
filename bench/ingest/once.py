"""One run in a process of its own, which tells what it took: ``python -m bench.ingest.once WAY FILE``."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter

from bench.ingest import by_hand, others
from thriving.history.columns import BY_NAME
from thriving.history.engines import embedded
from thriving.history.lake import Lake
from thriving.history.lake.ingest import ingest
from thriving.history.lake.writing import copy_of
from thriving.history.readers.dealing import Lines
from thriving.history.readers.mediawiki_history import recognize
from thriving.history.readers.opening import readable_at_once
from thriving.history.readers.sampling import LONGEST_LINE

_OFTEN = 0.02  # seconds


def _ours(file: Path, folder: Path) -> None:
    ingest(Lake(folder / "lake"), [file])


def _ours_on_one_core(file: Path, folder: Path) -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    _ours(file, folder)


def _decoded(file: Path, folder: Path) -> None:
    """Exactly, by the query that ours runs, and nothing around it."""
    reader, wanted = recognize(file), [BY_NAME[name] for name in by_hand.NEEDED]
    with embedded.session() as session, reader.opened(session, wanted, lambda _: None) as query:
        session.execute(copy_of(query, folder / "rows"))


def _lbzip2(file: Path, _folder: Path) -> None:
    with file.open("rb") as packed:
        subprocess.run(["lbzip2", "-dc"], stdin=packed, stdout=subprocess.DEVNULL, check=True)  # noqa: S607


def _dealt(file: Path, _folder: Path) -> None:
    """Unpacked, and its lines dealt out to the cores, where they are let go."""
    with readable_at_once(file, Lines(), told=lambda _: None) as paths, ExitStack() as ending:
        for path in paths:
            reader = Thread(target=_let_go, args=(path,))
            reader.start()
            ending.callback(reader.join)


def _let_go(path: Path) -> None:
    room = bytearray(LONGEST_LINE)
    with path.open("rb", buffering=0) as lines:
        while lines.readinto(room):
            pass


WAYS: dict[str, Callable[[Path, Path], object]] = {
    "ours": _ours,
    "ours on one core": _ours_on_one_core,
    "decoded": _decoded,
    "by hand": lambda file, folder: by_hand.copy(file, folder / "rows"),
    "scan": lambda file, _: by_hand.scan(file),
    "lbzip2": _lbzip2,
    "dealt": _dealt,
    "mwxml": lambda file, _: others.with_mwxml(file),
    "lxml": lambda file, _: others.with_lxml(file),
}


def main(way: str, file: Path) -> None:
    with TemporaryDirectory(dir=file.parent) as folder, _watched() as memory:  # on the same disk for all
        began, before = perf_counter(), _work()
        WAYS[way](file, Path(folder))
        took = {"seconds": perf_counter() - began, "work": _work() - before}
    print(json.dumps({**took, "memory": max(memory)}))
    sys.stdout.flush()
    os._exit(0)  # libraries that were loaded side by side may not part in peace; all is said


def _work() -> float:
    """Seconds of all cores together, processes that were started included."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


@contextmanager
def _watched() -> Iterator[list[int]]:
    """Bytes in memory, of this process and those that it started, looked at now and then."""
    seen, done = [_memory(os.getpid())], Event()

    def watch() -> None:
        while not done.wait(_OFTEN):
            seen.append(_memory(os.getpid()))

    thread = Thread(target=watch, daemon=True)
    thread.start()
    yield seen
    done.set()
    thread.join()


def _memory(process: int) -> int:
    with suppress(OSError):  # one may end while it is looked at
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        tasks = Path(f"/proc/{process}/task").glob("*/children")
        children = [int(child) for task in tasks for child in task.read_text().split()]
        return pages * os.sysconf("SC_PAGE_SIZE") + sum(map(_memory, children))
    return 0


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
