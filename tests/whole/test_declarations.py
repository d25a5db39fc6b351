"""What packages declare is used, drawn and whole."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import thriving
from thriving.kernel import access, gate, lifecycle, outbox
from thriving.kernel.lifecycle import Lifecycle

SOURCES = sorted(Path(thriving.__path__[0]).rglob("*.py"))


@cache
def texts_and_calls() -> tuple[frozenset[str], int]:
    """Every text that stands in the code, and how often a lifecycle is made."""
    nodes = [node for source in SOURCES for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    made = [
        node for node in nodes if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Lifecycle"
    ]
    return frozenset(texts), len(made)


@pytest.mark.parametrize("rule", access.registered())
def test_a_rule_is_asked(rule: str) -> None:
    """One that nobody asks protects nothing, and looks as if it did."""
    assert rule in texts_and_calls()[0]


def test_every_lifecycle_is_declared() -> None:
    assert len(lifecycle.declared) == texts_and_calls()[1]


@pytest.mark.parametrize("process", lifecycle.declared.values(), ids=lambda process: process.subject)
def test_a_lifecycle_draws_each_of_its_moves(process: Lifecycle) -> None:
    drawing = process.mermaid()
    assert all(f"--> {move.target}: {move.name}" in drawing for move in process.moves)
    assert all(f"    {state} --> [*]" in drawing for state in process.final)


def test_every_gate_is_filled() -> None:
    assert gate.every_gate_is_filled() == []


def test_every_letter_says_of_which_kind_it_is() -> None:
    """Otherwise it would go to those who asked for none."""
    nodes = [node for source in SOURCES for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))]
    sent = [node for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == "outbox.send"]
    told = [ast.literal_eval(each.value) for node in sent for each in node.keywords if each.arg == "kind"]
    assert len(told) == len(sent) > 0
    assert set(told) == set(outbox.kinds)
