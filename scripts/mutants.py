"""Breaks what protects people, one small change at a time, and sees whether the tests notice.

`make mutants` runs it, on copies of the checkout. Nine of ten changes must be noticed. Those that are not are
printed; each is a test that is missing, or a change that changes nothing.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

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
PATIENCE = 300  # seconds for one run of tests

# What protects, and the tests that answer for it.
PROTECTING = {
    "src/thriving/kernel/access.py": "tests/kernel/test_access.py",
    "src/thriving/kernel/diary.py": "tests/kernel/test_diary.py",
    "src/thriving/kernel/gate.py": "tests/kernel/test_gate.py",
    "src/thriving/kernel/lifecycle.py": "tests/kernel/test_lifecycle.py",
    "src/thriving/kernel/archives.py": "tests/kernel/test_archives.py",
    "src/thriving/kernel/files/kinds.py": "tests/kernel/files",
    "src/thriving/kernel/files/store.py": "tests/kernel/files",
    "src/thriving/kernel/outbox.py": "tests/kernel/test_outbox.py",
    "src/thriving/kernel/schedule.py": "tests/kernel/test_schedule.py",
    "src/thriving/kernel/sealed.py": "tests/kernel/test_sealed.py",
    "src/thriving/safety/protocols/naming.py": "tests/safety/protocols/test_naming.py",
    "src/thriving/kernel/tables/writing.py": "tests/kernel/tables",
    "src/thriving/movement/typed.py": "tests/movement/test_doors.py",
    "src/thriving/movement/doors.py": "tests/movement/test_doors.py tests/movement/test_fresh_proof.py",
    "src/thriving/movement/rules/people.py": "tests/movement/test_people.py",
    "src/thriving/movement/rules/groups.py": (
        "tests/movement/groups tests/movement/abuse/test_01_affiliates_of_others.py "
        "tests/movement/abuse/test_02_hidden_groups_in_lists.py "
        "tests/movement/abuse/test_06_across_affiliates.py"
    ),
    "src/thriving/movement/actions/roles.py": (
        "tests/movement/test_roles.py tests/movement/views/test_roles.py "
        "tests/movement/abuse/test_08_roles_for_oneself.py"
    ),
    "src/thriving/movement/accounts/attempts.py": (
        "tests/movement/accounts tests/movement/abuse/test_34_brute_force.py"
    ),
    "src/thriving/movement/accounts/second_step.py": (
        "tests/movement/test_second_step.py tests/movement/abuse/test_36_second_factor_bypass.py"
    ),
    "src/thriving/movement/accounts/sessions.py": (
        "tests/movement/test_sign_in.py tests/movement/test_second_step.py "
        "tests/movement/abuse/test_28_sessions.py"
    ),
    "src/thriving/movement/personal/forgetting.py": (
        "tests/whole/test_leaving.py tests/movement/abuse/test_52_a_restore_brings_nobody_back.py "
        "tests/movement/abuse/test_53_forgetting_as_a_cover.py"
    ),
    "src/thriving/evidence/withholding.py": "tests/evidence/test_withholding.py",
    "src/thriving/evidence/measures/checks.py": (
        "tests/evidence/measures/test_definitions.py tests/evidence/measures/test_people_in_definitions.py"
    ),
    "src/thriving/evidence/queries.py": "tests/evidence/test_queries.py tests/evidence/test_releases.py",
    "src/thriving/evidence/asked.py": "tests/evidence/test_queries.py",
    "src/thriving/evidence/sources.py": "tests/evidence/test_sources.py tests/evidence/test_releases.py",
    "src/thriving/evidence/releases.py": "tests/evidence/test_releases.py",
    "src/thriving/plan/judgment/status.py": "tests/plan/judgment/test_status.py",
    "src/thriving/plan/judgment/progress.py": "tests/plan/judgment/test_progress.py",
    "src/thriving/plan/judgment/forecast.py": "tests/plan/judgment/test_forecast.py",
    "src/thriving/web/backup/restoring.py": "tests/web/test_backup.py",
    "src/thriving/web/backup/verifying.py": "tests/web/test_backup.py",
    "src/thriving/web/checks.py": "tests/web/test_checks.py",
    "src/thriving/web/middleware.py": "tests/web/test_middleware.py tests/web/test_busy.py",
}
PROTECTING |= {
    f"src/thriving/safety/event_risk/{path}.py": " ".join(
        f"tests/safety/event_risk/test_{each}.py" for each in tests.split()
    )
    for path, tests in {
        "gating": "gating",
        "material": "staleness",
        "matrix": "matrix",
        "questionnaire": "triage",
        "stakeholding": "stakeholders",
        "actions/contacts": "contacts",
        "actions/holds": "holds",
        "actions/incidents": "day",
        "actions/lapsing": "staleness",
        "actions/measures": "reviewing assessing",
        "actions/naming": "assessing",
        "actions/packs": "day",
        "actions/reviewing": "reviewing",
        "actions/stakeholders": "stakeholders",
        "actions/staleness": "staleness",
        "actions/triage": "triage",
        "actions/waivers": "waivers",
        "queries/assessed": "gate contacts waivers",
        "queries/deciding": "gating",
        "queries/funding": "gating stakeholders",
        "queries/gate": "gate gating waivers contacts",
        "queries/publication": "publication",
        "queries/staleness": "staleness",
        "rules/assessments": "reviewing assessing_pages triage",
        "rules/readiness": "contacts holds waivers day",
        "rules/stakeholders": "stakeholders holds waivers",
    }.items()
}
PROTECTING |= {
    f"src/thriving/evidence/disclosure/{name}.py": " ".join(
        f"tests/evidence/disclosure/test_{each}.py" for each in tests.split()
    )
    for name, tests in {
        "attack": "attack",
        "bounds": "bounds attack",
        "coarsening": "coarsening",
        "dimensions": "dimensions",
        "filtered": "filtered",
        "knowledge": "attack",
        "problem": "successive linked protect",
        "protect": "successive linked protect",
        "relations": "linked successive",
        "rules": "rules",
        "search": "successive linked protect",
        "shares": "shares",
        "standing": "successive",
        "system": "linked successive",
        "tables": "tables",
    }.items()
}

PROTECTING |= {
    f"src/thriving/grants/{path}.py": " ".join(f"tests/grants/{each}" for each in tests.split())
    for path, tests in {
        "agreements/account": "agreements/test_agreements.py payments/test_gates.py payments/test_sending.py",
        "agreements/rules": "agreements/test_agreements.py abuse payments/test_approving.py",
        "agreements/sealing": "agreements/test_agreements.py",
        "agreements/wording": "agreements/test_wording.py",
        "agreements/actions/signing": "agreements/test_agreements.py",
        "payments/gates": "payments/test_gates.py payments/test_sending.py",
        "payments/rules": "payments/test_approving.py payments/test_holding.py payments/test_sending.py",
        "payments/separation": "payments/test_approving.py payments/test_sending.py",
        "payments/statement": "payments/test_settling.py",
        "payments/actions/accounts": "payments/test_approving.py",
        "payments/actions/approving": "payments/test_approving.py",
        "payments/actions/holding": "payments/test_holding.py",
        "payments/actions/sending": "payments/test_sending.py",
        "payments/actions/settling": "payments/test_settling.py",
        "review/blind": "review/test_reviewing.py review/test_deciding.py",
        "review/rules": "review/test_reviewing.py review/test_deciding.py",
        "review/voting": "review/test_voting.py",
        "review/actions/deciding": "review/test_deciding.py",
        "review/actions/reviewing": "review/test_reviewing.py review/test_deciding.py",
    }.items()
}

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
    count = sum(1 for _node in ast.walk(ast.parse(source)))
    for number in range(count):
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


def main(chosen: list[str]) -> int:
    paths = [path for path in PROTECTING if not chosen or any(word in path for word in chosen)]
    found = [mutant for path in paths for mutant in mutants(path)]
    rooms: SimpleQueue[Path] = SimpleQueue()
    for _worker in range(os.cpu_count() or 1):
        rooms.put(copy_of_checkout())

    def judge(mutant: Mutant) -> bool:
        room = rooms.get()
        noticed = is_noticed(mutant, room)
        rooms.put(room)
        if not noticed:
            print(f"not noticed: {mutant.path}:{mutant.line}: {mutant.change}", flush=True)
        return noticed

    with ThreadPoolExecutor(os.cpu_count()) as workers:
        noticed = sum(workers.map(judge, found))
    while not rooms.empty():
        shutil.rmtree(rooms.get())
    print(f"{noticed} of {len(found)} changes were noticed.")
    return 0 if found and noticed >= ENOUGH * len(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
