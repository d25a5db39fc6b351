"""Which statements the records would make now: by it the ledger can be compared with what left it.

A package whose records leave facts adds one function for each kind: all statements of all its records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from thriving.evidence.statements import Statement
from thriving.kernel.registry import Registry

# Kinds that imports and letters leave too: only facts whose source begins so come from records here.
beginnings: Registry[str] = Registry("beginning of the sources of a kind")
derivations: Registry[Callable[[], Iterable[Statement]]] = Registry("derivation of facts")
