"""Runs in turn, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bench.ingest import once


class Run(NamedTuple):
    """``work``: seconds of all cores together; ``memory``: bytes at the most."""

    seconds: float
    work: float
    memory: int

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s, {self.work:.1f} s of cores, {self.memory / 1e9:.2f} GB"


def run(way: str, file: Path) -> Run:
    command = [sys.executable, "-m", once.__name__, way, str(file)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 -- our words
    return Run(**json.loads(said))


def in_turn(ways: Mapping[str, Path], times: int) -> dict[str, Run]:
    """The fastest of so many runs of each: whatever else a machine does only ever adds to it."""
    rounds = [{way: run(way, file) for way, file in ways.items()} for _ in range(times)]
    return {way: min(each[way] for each in rounds) for way in ways}
