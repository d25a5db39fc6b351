"""A copy of the checkout, in which the tests run with one change after the other: see `mutants`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from protecting import BUSY, PATIENCE, PROTECTING
from turning import ROOT, Mutant

COPIED = (
    ".pytest_cache/databases",
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
PYTEST = (
    sys.executable,
    "-m",
    "pytest",
    "-x",
    "-q",
    "--no-header",
    "-p",
    "no:cacheprovider",
    "-m",
    "not browser",
)
# The copy's own code, and nothing of a changed file that would be taken for the next.
ALONE = os.environ | {"PYTHONPATH": "scripts:src:.", "PYTHONDONTWRITEBYTECODE": "1"}


class CannotJudge(Exception):
    """Tests fail although nothing was changed: what they would say of a change means nothing."""


class Room:
    """Judges one change at a time."""

    def __init__(self, tests: list[str]) -> None:
        self.folder = copy_of_checkout()
        self.whole: set[str] = set()  # tests that pass as long as nothing is changed
        self.log = (self.folder / "warm.log").open("w")
        heard, asked = os.pipe()
        answered, said = os.pipe()
        self.warm = subprocess.Popen(  # noqa: S603 -- our own tests
            [*PYTEST, "-p", "warm", *tests],
            cwd=self.folder,
            env=ALONE | {"MUTANTS_QUESTIONS": str(heard), "MUTANTS_ANSWERS": str(said)},
            pass_fds=(heard, said),
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        os.close(heard)
        os.close(said)
        self.questions, self.answers = os.fdopen(asked, "w"), os.fdopen(answered)

    def notices(self, mutant: Mutant) -> bool:
        """Whether a test fails with the change; ``CannotJudge`` if one fails without it."""
        for tests in PROTECTING[mutant.path].split():
            if tests not in self.whole and self._ask(tests, None):
                raise CannotJudge(f"Before anything is changed one of these fails: {tests}\n{self._said()}")
            self.whole.add(tests)
        answer = self._ask(mutant.path, mutant.number)
        return self._notices_anew(mutant) if answer is None else answer

    def _ask(self, path: str, number: int | None) -> bool | None:
        self.questions.write(json.dumps([path, number]) + "\n")
        self.questions.flush()
        if not (answer := self.answers.readline()):
            raise CannotJudge(f"The tests cannot be read:\n{self._said()}")
        known: bool | None = json.loads(answer)
        return known

    def _said(self) -> str:
        return Path(self.log.name).read_text()[-3000:]

    def _notices_anew(self, mutant: Mutant) -> bool:
        file = self.folder / mutant.path
        before = file.read_text()
        file.write_text(mutant.code)
        try:
            return not self._pass(PROTECTING[mutant.path].split())
        finally:
            file.write_text(before)

    def _pass(self, tests: list[str]) -> bool:
        try:
            done = subprocess.run(  # noqa: S603 -- our own tests
                [*PYTEST, *tests],
                cwd=self.folder,
                env=ALONE,
                capture_output=True,
                check=False,
                timeout=PATIENCE * BUSY,
            )
        except subprocess.TimeoutExpired:
            return False  # a change that never ends is noticed
        return done.returncode == 0

    def leave(self) -> None:
        self.questions.close()
        self.warm.wait()
        self.log.close()
        shutil.rmtree(self.folder)


def copy_of_checkout() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="mutants-"))
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("screenshots"))
        elif source.exists():
            shutil.copy(source, folder)
    return folder
