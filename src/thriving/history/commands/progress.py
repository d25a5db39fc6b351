"""How far a long run is, for whoever watches it."""

from __future__ import annotations

import sys
from pathlib import Path
from time import monotonic

import click

_MEGABYTE = 1_000_000


class Meter:
    """How far, how fast and how long still, on one line; nothing where nobody watches."""

    def __init__(self) -> None:
        self.began: dict[Path, float] = {}

    def __call__(self, file: Path, share: float) -> None:
        if not sys.stderr.isatty():
            return
        seconds = monotonic() - self.began.setdefault(file, monotonic())
        done = share * file.stat().st_size
        rate, left = done / max(seconds, 0.01), seconds * (1 - share) / max(share, 0.001)
        line = f"{file.name}: {share:4.0%}, {rate / _MEGABYTE:.0f} MB/s, {left:.0f} s left"
        click.echo(f"\r{line:<79}", nl=share >= 1, err=True)
