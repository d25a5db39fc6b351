"""The picture of the recognition in the docs is the one that the software goes by."""

from __future__ import annotations

from pathlib import Path

from thriving.movement.states import RECOGNITION

PAGE = Path(__file__).resolve().parents[2] / "docs/explanation/affiliates.md"


def test_the_docs_draw_the_recognition_as_it_is() -> None:
    assert f"```mermaid\n{RECOGNITION.mermaid()}\n```" in PAGE.read_text("utf-8")
