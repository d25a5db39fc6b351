"""What a wiki may be called: as its database is.

Wikis' names become folders, addresses and parts of sentences, so no other words may take their place.
"""

from __future__ import annotations

import re

NAME = "[a-z][a-z0-9_-]{0,59}"
_NAME = re.compile(NAME)


def is_name(words: str) -> bool:
    return _NAME.fullmatch(words) is not None
