"""By which words initiatives and duties are described: closed lists in versions, shipped as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from thriving.kernel.words import Words

Sort = Literal["gives", "audiences", "barriers", "stages", "duties"]


@cache
def _shipped() -> Mapping[str, Any]:
    text = files("thriving.programs.initiatives").joinpath("data/vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def version() -> int:
    return int(_shipped()["version"])


@cache
def words_for(sort: Sort) -> Mapping[str, Words]:
    """By key, in the order of the file."""
    return {key: Words(name) for key, name in _shipped()[sort].items()}


def choices(sort: Sort) -> list[tuple[str, str]]:
    """In the language of the page."""
    return [(key, str(name)) for key, name in words_for(sort).items()]
