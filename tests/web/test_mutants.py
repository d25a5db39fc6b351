"""What `make mutants` breaks: its files and their tests are there, and each decision is turned once."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def scripts() -> Iterator[None]:
    """They are programs of their own, and import each other by name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "scripts"))
        yield
    for each in ("protecting", "turning", "changing_nothing"):
        sys.modules.pop(each, None)


def test_every_file_that_protects_is_there_with_its_tests() -> None:
    from protecting import PROTECTING  # noqa: PLC0415 -- by a path of this test alone

    names = [name for path, tests in PROTECTING.items() for name in (path, *tests.split())]
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_what_changes_nothing_names_changes_that_there_are() -> None:
    from changing_nothing import REASONS, named  # noqa: PLC0415 -- as above
    from turning import mutants  # noqa: PLC0415

    paths = {path for path, _line, _change in REASONS}
    assert REASONS.keys() <= {named(each) for path in paths for each in mutants(path)}


@pytest.mark.parametrize(
    ("source", "turned"),
    [
        ("def f(a, b):\n    return a == b", ["a != b"]),
        ("def f(a, b):\n    return a and b", ["a or b"]),
        ("def f(a):\n    return not a", ["not not a"]),
        ("x = A & B", ["A | B"]),
        ("def f(a: int | None = None) -> int | None:\n    return True", ["return False"]),
        ("@dataclass(frozen=True)\nclass A:\n    pass", []),
        ("def f(a):\n    return a + 1", []),
    ],
)
def test_each_decision_is_turned_once(tmp_path: Path, source: str, turned: list[str]) -> None:
    from turning import mutants  # noqa: PLC0415 -- as above

    (tmp_path / "decides.py").write_text(source)
    found = list(mutants(str(tmp_path / "decides.py")))
    assert len(found) == len(turned)
    for each, now in zip(found, turned, strict=True):
        assert now in each.code
        assert each.code != ast.unparse(ast.parse(source))
