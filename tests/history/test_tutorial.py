"""docs/tutorials/wiki-history.md, run from its top to its end: what it shows is what comes out."""

from __future__ import annotations

import ast
import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.history.files import DATA

from thriving.history.commands import history

PAGE = Path(__file__).parents[2] / "docs" / "tutorials" / "wiki-history.md"
AFAR = DATA / "wiki-history" / "aawiki" / "aawiki-20260101-pages-meta-history.xml.7z"
REAL = "## With a real history"  # from this heading on, the files of the real one are needed
_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """A block of commands or of Python, and what the page says comes out."""

    language: str
    text: str
    line: int
    shown: str | None


def steps(page: str, first: int = 1) -> Iterator[Step]:
    blocks = list(_BLOCK.finditer(page))
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if block["language"] != "text":
            shown = after["text"] if after and after["language"] == "text" else None
            yield Step(block["language"], block["text"], first + page[: block.start()].count("\n"), shown)


class Notebook:
    """Names live from block to block; a block shows what it prints, and then its last expression."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {}

    def came_out(self, step: Step) -> str:
        return self._of_python(step.text) if step.language == "python" else _of_shell(step.text)

    def _of_python(self, text: str) -> str:
        *first, last = ast.parse(text).body
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(ast.Module(first, []), str(PAGE), "exec"), self.names)  # noqa: S102 -- our own page
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), str(PAGE), "eval"), self.names)  # noqa: S307
                out.write("" if value is None else f"{value!r}\n")
            else:
                exec(compile(ast.Module([last], []), str(PAGE), "exec"), self.names)  # noqa: S102
        return out.getvalue()


def _of_shell(text: str) -> str:
    out = ""
    for line in text.splitlines():
        program, group, *arguments = shlex.split(line, comments=True)
        assert (program, group) == ("thriving", "history"), line
        result = CliRunner().invoke(history, arguments)
        out += result.output if result.exception is None else f"Error: {result.exception}\n"
    return out


def _same(shown: str) -> str:
    return "\n".join(line.rstrip() for line in shown.strip("\n").splitlines())


def _run(page: str, notebook: Notebook, first: int = 1) -> None:
    for step in steps(page, first):
        came = notebook.came_out(step)
        if step.shown is not None:
            assert _same(came) == _same(step.shown), f"line {step.line} of {PAGE.name}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tutorial")


def test_the_made_up_part_comes_out_as_it_is_shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    made_up, _, _ = PAGE.read_text(encoding="utf-8").partition(REAL)
    assert len(list(steps(made_up))) >= 8
    _run(made_up, Notebook())


@pytest.mark.data
@pytest.mark.skipif(not AFAR.exists(), reason="the real files are not beside the project")
def test_the_real_part_comes_out_as_it_is_shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    before, _, real = PAGE.read_text(encoding="utf-8").partition(REAL)
    (folder / AFAR.name).symlink_to(AFAR)
    notebook = Notebook()
    notebook.came_out(Step("python", "from thriving.history import Lake", 0, None))
    _run(real, notebook, first=before.count("\n") + 1)
