"""Every way to turn one decision of a file into its opposite: what `mutants` tries."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

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
    number: int  # of the node that is turned, in the order of `ast.walk`
    line: int
    change: str
    code: str


def mutants(path: str) -> Iterator[Mutant]:
    """Every way to turn one comparison, one "and", one "not" or one yes or no of a file into its opposite."""
    tree = ast.parse(_source(path))
    declared = _declared(tree)
    for number, node in enumerate(ast.walk(tree)):
        if id(node) not in declared and _can_be_turned(node):
            changed, change = turned(path, number)
            yield Mutant(path, number, node.lineno, change, ast.unparse(changed))  # type: ignore[attr-defined]


def turned(path: str, number: int) -> tuple[ast.Module, str]:
    """The file with this node turned, and what was done to it."""
    tree = ast.parse(_source(path))
    change = _turn(list(ast.walk(tree))[number])
    return ast.fix_missing_locations(tree), change


@cache
def _source(path: str) -> str:
    return (ROOT / path).read_text()


def _can_be_turned(node: ast.AST) -> bool:
    if isinstance(node, ast.Compare):
        return type(node.ops[0]) in OPPOSITE
    if isinstance(node, ast.BoolOp | ast.BinOp):
        return type(node.op) in OPPOSITE
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not)
    return isinstance(node, ast.Constant) and isinstance(node.value, bool)


def _turn(node: ast.AST) -> str:
    """Change the node, which can be turned, in place; what was done."""
    if isinstance(node, ast.Compare):
        return _swap(node.ops, 0)
    if isinstance(node, ast.BoolOp | ast.BinOp):
        before, node.op = node.op, OPPOSITE[type(node.op)]()  # type: ignore[assignment]
        return f"{type(before).__name__} became {type(node.op).__name__}"
    if isinstance(node, ast.UnaryOp):
        node.operand = ast.UnaryOp(ast.Not(), node.operand)
        return "a “not” is gone"
    if isinstance(node, ast.Constant):
        node.value = not node.value
        return f"it says {node.value}"
    raise TypeError(f"Nothing is turned in {ast.dump(node)}.")


def _swap(operators: list[ast.cmpop], at: int) -> str:
    before = operators[at]
    operators[at] = OPPOSITE[type(before)]()  # type: ignore[call-overload]
    return f"{type(before).__name__} became {type(operators[at]).__name__}"


def _declared(tree: ast.AST) -> set[int]:
    """Types in a signature, and whether a dataclass is frozen, change nothing that runs."""
    found = set()
    for parent in ast.walk(tree):
        if isinstance(parent, ast.keyword) and parent.arg == "frozen":
            found.add(id(parent.value))
        for name in ("annotation", "returns"):
            if annotation := getattr(parent, name, None):
                found |= {id(node) for node in ast.walk(annotation)}
    return found
