"""Whether a definition may become a measure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from thriving.evidence.measures.specification import Specification


def require_sound(key: str, said: Mapping[str, Any]) -> Specification:
    return Specification.parse(said)
