"""Names of files where patterns of names are taken."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[*?\[]")


def exactly(path: object) -> str:
    """A pattern that only this path matches: in brackets, its signs mean themselves."""
    return _SIGNS.sub(r"[\g<0>]", str(path))
