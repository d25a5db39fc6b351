"""Breaks what protects people, one small change at a time, and sees whether the tests notice.

`make mutants` runs it, on copies of the checkout. Nine of ten changes must be noticed. Those that are not are
printed; each is a test that is missing, or a change that changes nothing.

`python scripts/mutants.py payments/gates crisis` tries only files whose path has one of these words in it.
What was tried is not tried again while neither the file nor its tests have changed: a stopped run goes on.
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue

from protecting import PROTECTING

ROOT = Path(__file__).resolve().parents[1]
COPIED = (
    "src",
    "tests",
    "bench",
    "docs",
    "scripts",
    "pyproject.toml",
    "package-lock.json",
    "requirements",
    "manage.py",
)
ENOUGH = 0.9
TRIED = (
    ROOT / "var" / "mutants.jsonl"
)  # one line for each change that was tried: its digest, and whether noticed
PATIENCE = 300  # seconds for one run of tests

OPPOSITE: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


@dataclass(frozen=True)
class Mutant:
    path: str
    line: int
    change: str
    code: str


def mutants(path: str) -> Iterator[Mutant]:
    """Every way to turn one comparison, one "and", one "not" or one yes or no of a file into its opposite."""
    source = (ROOT / path).read_text()
    turned = ast.Compare | ast.BoolOp | ast.BinOp | ast.UnaryOp | ast.Constant
    for number in [at for at, node in enumerate(ast.walk(ast.parse(source))) if isinstance(node, turned)]:
        tree = ast.parse(source)
        node = list(ast.walk(tree))[number]
        if (line := getattr(node, "lineno", 0)) and not _is_declared(tree, node) and (change := _turn(node)):
            yield Mutant(path, line, change, ast.unparse(tree))


def _turn(node: ast.AST) -> str:
    """Change the node in place; what was done, or nothing."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in OPPOSITE:
        return _swap(node.ops, 0)
    if isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in OPPOSITE:
        before, node.op = node.op, OPPOSITE[type(node.op)]()  # type: ignore[assignment]
        return f"{type(before).__name__} became {type(node.op).__name__}"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node.operand = ast.UnaryOp(ast.Not(), node.operand)
        return "a “not” is gone"
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        node.value = not node.value
        return f"it says {node.value}"
    return ""


def _swap(operators: list[ast.cmpop], at: int) -> str:
    before = operators[at]
    operators[at] = OPPOSITE[type(before)]()  # type: ignore[call-overload]
    return f"{type(before).__name__} became {type(operators[at]).__name__}"


def _is_declared(tree: ast.AST, node: ast.AST) -> bool:
    """Types in a signature, and whether a dataclass is frozen, change nothing that runs."""
    for parent in ast.walk(tree):
        if isinstance(parent, ast.keyword) and parent.arg == "frozen" and parent.value is node:
            return True
        for name in ("annotation", "returns"):
            if (annotation := getattr(parent, name, None)) and node in list(ast.walk(annotation)):
                return True
    return False


def is_noticed(mutant: Mutant, room: Path) -> bool:
    whole = (room / mutant.path).read_text()
    (room / mutant.path).write_text(mutant.code)
    try:
        return not _tests_pass(PROTECTING[mutant.path].split(), room)
    finally:
        (room / mutant.path).write_text(whole)


def _tests_pass(tests: list[str], room: Path) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(command, cwd=room, capture_output=True, check=False, timeout=PATIENCE)  # noqa: S603 -- our own tests
    except subprocess.TimeoutExpired:
        return False  # a change that never ends is noticed
    return done.returncode == 0


def copy_of_checkout() -> Path:
    room = Path(tempfile.mkdtemp(prefix="mutants-"))
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, room / name, ignore=shutil.ignore_patterns("__pycache__", "screenshots"))
        else:
            shutil.copy(source, room)
    return room


@dataclass(frozen=True)
class Judged:
    mutant: Mutant
    noticed: bool


def judge_all(found: list[Mutant]) -> Iterator[Judged]:
    """Each as soon as it is known; what was known before without another run."""
    known = _known()
    yield from (Judged(each, known[digest(each)]) for each in found if digest(each) in known)
    rooms: SimpleQueue[Path] = SimpleQueue()
    for _worker in range(os.cpu_count() or 1):
        rooms.put(copy_of_checkout())

    def judge(mutant: Mutant) -> Judged:
        room = rooms.get()
        try:
            return _kept(Judged(mutant, is_noticed(mutant, room)))
        finally:
            rooms.put(room)

    with ThreadPoolExecutor(os.cpu_count()) as workers:
        yield from workers.map(judge, [each for each in found if digest(each) not in known])
    while not rooms.empty():
        shutil.rmtree(rooms.get())


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


def main(chosen: list[str]) -> int:
    paths = [path for path in PROTECTING if not chosen or any(word in path for word in chosen)]
    found = [mutant for path in paths for mutant in mutants(path)]
    noticed: Counter[str] = Counter()
    for mutant, is_killed in ((each.mutant, each.noticed) for each in judge_all(found)):
        noticed[mutant.path] += is_killed
        if not is_killed:
            print(f"not noticed: {mutant.path}:{mutant.line}: {mutant.change}", flush=True)
    for path, count in Counter(each.path for each in found).items():
        print(f"{noticed[path]:>4} of {count:<4} {path}")
    print(f"{noticed.total()} of {len(found)} changes were noticed.")
    return 0 if found and noticed.total() >= ENOUGH * len(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
