from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thriving.evidence.disclosure.dimensions import Dimension
from thriving.evidence.disclosure.releases import Earlier, Exact
from thriving.evidence.disclosure.rules import Rules


@dataclass(frozen=True)
class Context:
    """What else is known, and what is to be kept to."""

    exact: Sequence[Exact]
    earlier: Sequence[Earlier]
    linking: Sequence[Dimension]
    rules: Rules
    secret: bytes
