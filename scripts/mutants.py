"""Breaks what protects people, one small change at a time, and sees whether the tests notice.

`make mutants` runs it, on copies of the checkout. Nine of ten changes must be noticed. Those that are not are
printed; each is a test that is missing, or a change that changes nothing.

`python scripts/mutants.py payments/gates crisis` tries only files whose path has one of these words in it.
What was tried is not tried again while neither the file nor its tests have changed: a stopped run goes on.
It uses as many processors as it may: `taskset -c 0 make mutants` leaves the others alone.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from queue import SimpleQueue
from time import monotonic

from changing_nothing import changes_nothing
from protecting import PROTECTING
from rooms import CannotJudge, Room
from turning import ROOT, Mutant, mutants

ENOUGH = 0.9
TRIED = (
    ROOT / "var" / "mutants.jsonl"
)  # a line for each change that was tried: its digest, and whether noticed
BETWEEN = 30  # seconds between two words on how far it is
DEEP = {"grants", "safety"}  # parts so large that their own parts are counted


@dataclass(frozen=True)
class Judged:
    mutant: Mutant
    noticed: bool


def judge_all(found: list[Mutant]) -> Iterator[Judged]:
    """Each as soon as it is known; what was known before without another run."""
    known = _known()
    yield from (Judged(each, known[digest(each)]) for each in found if digest(each) in known)
    if new := [each for each in found if digest(each) not in known]:
        yield from _tell_how_far(_judge_new(new), len(new))


def _judge_new(new: list[Mutant]) -> Iterator[Judged]:
    rooms: SimpleQueue[Room] = SimpleQueue()
    at_once = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    tests = {each for mutant in new for each in PROTECTING[mutant.path].split()}
    for _worker in range(at_once):
        rooms.put(Room(sorted(tests)))

    def judge(mutant: Mutant) -> Judged:
        room = rooms.get()
        try:
            return _kept(Judged(mutant, room.notices(mutant)))
        finally:
            rooms.put(room)

    workers = ThreadPoolExecutor(at_once)
    try:
        for judged in as_completed([workers.submit(judge, each) for each in new]):
            yield judged.result()
    finally:
        workers.shutdown(cancel_futures=True)
        while not rooms.empty():
            rooms.get().leave()


def _tell_how_far(judged: Iterable[Judged], whole: int) -> Iterator[Judged]:
    began = told = monotonic()
    for count, each in enumerate(judged, start=1):
        yield each
        if (now := monotonic()) - told > BETWEEN:
            told = now
            minutes = (now - began) / count * (whole - count) / 60
            print(f"{count} of {whole} changes are tried; about {minutes:.0f} minutes are left.", flush=True)


def digest(mutant: Mutant) -> str:
    """Of the change, and of the tests that answer for it."""
    tests = "".join(_written(name) for name in PROTECTING[mutant.path].split())
    return sha256(f"{mutant.path}\n{mutant.code}\n{tests}".encode()).hexdigest()


@cache
def _written(name: str) -> str:
    found = ROOT / name
    return "".join(each.read_text() for each in (sorted(found.rglob("*.py")) if found.is_dir() else [found]))


def _known() -> dict[str, bool]:
    lines = TRIED.read_text().splitlines() if TRIED.exists() else ()
    return dict(json.loads(line) for line in lines)


def _kept(judged: Judged) -> Judged:
    TRIED.parent.mkdir(exist_ok=True)
    with TRIED.open("a") as tried:
        tried.write(json.dumps([digest(judged.mutant), judged.noticed]) + "\n")
    return judged


def part_of(path: str) -> str:
    """What a line of the table counts together."""
    part, inner, *_ = path.removeprefix("src/thriving/").split("/")
    return f"{part}/{inner}" if part in DEEP else part


def _table(found: list[Mutant], noticed: Counter[str]) -> Iterator[str]:
    """As it stands in the documentation."""
    changes, seen = Counter(part_of(each.path) for each in found), Counter[str]()
    files = Counter(part_of(path) for path in {each.path for each in found})
    for path, count in noticed.items():
        seen[part_of(path)] += count
    yield "| part | files | changes | noticed | share |\n|---|--:|--:|--:|--:|"
    for part, count in changes.items():
        yield f"| {part} | {files[part]} | {count} | {seen[part]} | {seen[part] / count:.1%} |"
    share = noticed.total() / len(found)
    yield f"| together | {files.total()} | {len(found)} | {noticed.total()} | {share:.1%} |"


def main(chosen: list[str]) -> int:
    paths = [path for path in PROTECTING if not chosen or any(word in path for word in chosen)]
    if not (found := [mutant for path in paths for mutant in mutants(path)]):
        print(f"No file that protects has {' or '.join(chosen)} in its path: see scripts/protecting.py.")
        return 1
    noticed: Counter[str] = Counter()
    for mutant, is_noticed in ((each.mutant, each.noticed) for each in judge_all(found)):
        noticed[mutant.path] += is_noticed
        if not is_noticed:
            why = changes_nothing(mutant)
            said = f"changes nothing, {why}" if why else "not noticed"
            print(f"{said}: {mutant.path}:{mutant.line}: {mutant.change}", flush=True)
    print(*_table(found, noticed), sep="\n")
    return 0 if noticed.total() >= ENOUGH * len(found) else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except CannotJudge as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped. What was tried is kept, and the next run goes on from there.")
