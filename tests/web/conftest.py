"""The real `thriving` command, in a process and a data folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests import databases

COMMAND = Path(sys.executable).with_name("thriving")
PATIENCE = 120  # seconds


@dataclass
class Done:
    code: int
    out: str
    err: str


class Process(subprocess.Popen[str]):
    """A running command; ``said`` is what it wrote as errors, once it has ended."""

    said = ""


@dataclass
class Thriving:
    """Runs the command with ``variables`` as its only environment beside the path."""

    variables: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: str | Path, **variables: str) -> Done:
        done = subprocess.run(
            [COMMAND, *arguments],
            env=self.environment(variables),
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def begun(self, **variables: str) -> None:
        """Have the database that `thriving migrate` makes: the command runs once, and others get a copy."""
        data = Path(self.environment(variables)["THRIVING_DATA"])
        databases.made_once("begun", self._migrate, data / "thriving.sqlite3")

    def _migrate(self, file: Path) -> None:
        done = self.run("migrate", DATABASE_URL=f"sqlite:///{file}", THRIVING_DEBUG="1")
        assert done.code == 0, done.err

    @contextmanager
    def started(
        self, *arguments: str | Path, stdout: Any = subprocess.DEVNULL, **variables: str
    ) -> Iterator[Process]:
        """The command while it runs; it is stopped, should the test not have done so."""
        environment = self.environment(variables)
        with Process(
            [COMMAND, *arguments], env=environment, stdout=stdout, stderr=subprocess.PIPE, text=True
        ) as process:
            try:
                yield process
                process.wait(PATIENCE)
            finally:
                if process.poll() is None:
                    process.terminate()
                assert process.stderr is not None
                process.said = process.stderr.read()

    def environment(self, variables: dict[str, str]) -> dict[str, str]:
        return {"PATH": os.environ["PATH"], **self.variables, **variables}


@pytest.fixture
def thriving(tmp_path: Path) -> Thriving:
    return Thriving({"THRIVING_DATA": str(tmp_path / "data"), "THRIVING_DEBUG": "1"})
