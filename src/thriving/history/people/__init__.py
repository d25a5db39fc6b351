"""What given people did on wikis in a window: for events, campaigns and whoever has a list of names."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from thriving.history.people.figures import DEFINITIONS
from thriving.history.people.scopes import Scope, scope
from thriving.history.people.ways import Ways

if TYPE_CHECKING:
    from thriving.history.people.asking import Contributions, did, did_together

__all__ = ["DEFINITIONS", "Contributions", "Scope", "Ways", "did", "did_together", "scope"]

_ASKING = frozenset({"Contributions", "did", "did_together"})


def __getattr__(name: str) -> Any:
    """Only when it is asked for: the engines take a second to load, and most commands never need one."""
    if name not in _ASKING:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.asking"), name)
