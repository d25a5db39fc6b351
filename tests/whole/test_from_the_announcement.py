"""Every sentence of the announcement has its row, and every row tells the truth about this tree."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

ROOT = Path(__file__).resolve().parents[2]
MAPPING = ROOT / "docs" / "explanation" / "from-the-announcement.md"
SEED = ROOT.parent / "shared" / "seed" / "thriving-movement.txt"
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \|$", re.MULTILINE)
END_OF_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[“\"A-Z])")

rows = [(int(number), cue, where) for number, cue, where in ROW.findall(MAPPING.read_text("utf-8"))]


def sentences(text: str) -> list[str]:
    """Sentences in order; a heading and an item of a list each count as one."""
    lines = (line.strip().removeprefix("- ") for line in text.splitlines())
    return [sentence for line in lines if line for sentence in END_OF_SENTENCE.split(line)]


def runs_of_words(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def is_test(name: str) -> bool:
    path, _, function = name.partition("::")
    file = ROOT / path
    if not file.is_file():
        return False
    tree = ast.parse(file.read_text("utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == function for node in ast.walk(tree))


def is_page(address: str) -> bool:
    try:
        resolve(address)
    except Resolver404:
        return False
    return True


def test_numbers_have_no_gap() -> None:
    assert [number for number, _, _ in rows] == list(range(1, len(rows) + 1))


@pytest.mark.data
@pytest.mark.skipif(not SEED.is_file(), reason="the announcement's text is not beside this checkout")
def test_every_sentence_has_its_row() -> None:
    assert len(sentences(SEED.read_text("utf-8"))) == len(rows)


@pytest.mark.data
@pytest.mark.skipif(not SEED.is_file(), reason="the announcement's text is not beside this checkout")
def test_cues_are_in_our_words() -> None:
    theirs = runs_of_words(SEED.read_text("utf-8"), 5)
    assert [cue for _, cue, _ in rows if runs_of_words(cue, 5) & theirs] == []


@pytest.mark.parametrize(("number", "where"), [(number, where) for number, _, where in rows])
def test_a_row_names_what_exists(number: int, where: str) -> None:
    named = re.findall(r"`([^`]+)`", where)
    assert named or "not yet" in where, f"sentence {number} names neither a page nor a test, nor says not yet"
    gone = [name for name in named if not (is_page(name) if name.startswith("/") else is_test(name))]
    assert gone == []
