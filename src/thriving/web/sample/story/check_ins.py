"""What the leads say beside their numbers. Their words stand in the file of the same name."""

from __future__ import annotations

import tomllib
from pathlib import Path

from thriving.web.sample.deeds import CheckedIn

WORDS = Path(__file__).with_suffix(".toml")


def deeds() -> tuple[CheckedIn, ...]:
    said = tomllib.loads(WORDS.read_text("utf-8"))
    return tuple(CheckedIn(key_result=key, **each) for key, words in said.items() for each in words)
