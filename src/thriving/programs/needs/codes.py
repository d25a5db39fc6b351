"""Codes for sheets of paper: short, and without letters that are taken for others."""

from __future__ import annotations

import secrets
from collections.abc import Collection

_LETTERS = "234679ACDEFGHJKMNPQRTWXYZ"
_LENGTH = 6


def new_code(taken: Collection[str] = ()) -> str:
    while (code := "".join(secrets.choice(_LETTERS) for _sign in range(_LENGTH))) in taken:
        pass
    return code
