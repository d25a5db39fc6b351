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
def texts_and_calls() -> tuple[frozenset[str], tuple[ast.Call, ...]]:
    """Every text that stands in the code, and each call that makes a lifecycle or sends a letter."""
    nodes = [node for source in SOURCES for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return frozenset(texts), tuple(node for node in nodes if called(node) in {"Lifecycle", "outbox.send"})


def called(node: ast.AST) -> str:
    """By its name in the code, as far as it has a short one."""
    function = node.func if isinstance(node, ast.Call) else None
    return ast.unparse(function) if isinstance(function, ast.Name | ast.Attribute) else ""


def calls_of(name: str) -> list[ast.Call]:
    return [call for call in texts_and_calls()[1] if called(call) == name]


@pytest.mark.parametrize("rule", access.registered())
def test_a_rule_is_asked(rule: str) -> None:
    """One that nobody asks protects nothing, and looks as if it did."""
    assert rule in texts_and_calls()[0]


def test_every_lifecycle_is_declared() -> None:
    assert len(lifecycle.declared) == len(calls_of("Lifecycle"))


@pytest.mark.parametrize("process", lifecycle.declared.values(), ids=lambda process: process.subject)
def test_a_lifecycle_draws_each_of_its_moves(process: Lifecycle) -> None:
    drawing = process.mermaid()
    assert all(f"--> {move.target}: {move.name}" in drawing for move in process.moves)
    assert all(f"    {state} --> [*]" in drawing for state in process.final)


def test_every_gate_is_filled() -> None:
    assert gate.every_gate_is_filled() == []


def test_every_letter_says_of_which_kind_it_is() -> None:
    """Otherwise it would go to those who asked for none."""
    sent = calls_of("outbox.send")
    told = [ast.literal_eval(each.value) for node in sent for each in node.keywords if each.arg == "kind"]
    assert len(told) == len(sent) > 0
    assert set(told) == set(outbox.kinds)
