"""The history of wikis: dumps become tables, tables become metrics. A library, without a server or Django.

>>> from thriving.history import Lake, metrics, people
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thriving.history import metrics as metrics
    from thriving.history import people as people
    from thriving.history.notebook import Lake as Lake

_FACE = {"Lake": ("thriving.history.notebook", "Lake")}


def __getattr__(name: str) -> Any:
    """Only when it is asked for: the engines take a second to load, and most commands never need one."""
    if name not in _FACE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _FACE[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return [*globals(), *_FACE]
