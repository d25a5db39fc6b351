from __future__ import annotations

import re
from dataclasses import dataclass

# The names of bots, as mediawiki_history knows them: UserEventBuilder in wikimedia/analytics-refinery-source.
_NAMED_LIKE_A_BOT = re.compile(r".*bot([^a-z].*)?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Bots:
    """Who is a bot: by name, and by a list that somebody gives, since a dump does not know groups."""

    listed: frozenset[str] = frozenset()

    def of(self, user: str | None) -> list[str] | None:
        if user is None:
            return None
        by_name = ["name"] if _NAMED_LIKE_A_BOT.fullmatch(user) else []
        return [*by_name, *(["group"] if user in self.listed else [])] or None
