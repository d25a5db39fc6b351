"""How near two skills are to each other in the tree to which they belong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

# In tenths. Who wants photography is well served by portraits, half by all of communication.
EXACT, CHILD, PARENT, SIBLING = 10, 8, 5, 3


@dataclass(frozen=True)
class Tree:
    parents: Mapping[str, str] = field(default_factory=dict)  # by key; "" for what stands at the top

    def above(self, key: str) -> Iterator[str]:
        """The parent, its parent and so on."""
        while key := self.parents.get(key, ""):
            yield key

    def nearness(self, wanted: str, offered: str) -> int:
        """In tenths; 0 for what has nothing to do with each other."""
        if wanted == offered:
            return EXACT
        if wanted in self.above(offered):
            return CHILD
        if offered in self.above(wanted):
            return PARENT
        return SIBLING if self._have_one_parent(wanted, offered) else 0

    def near(self, wanted: str) -> dict[str, int]:
        """Everything that has to do with ``wanted``, by its nearness."""
        by_key = {key: self.nearness(wanted, key) for key in {*self.parents, wanted}}
        return {key: tenths for key, tenths in by_key.items() if tenths}

    def _have_one_parent(self, one: str, other: str) -> bool:
        parent = self.parents.get(one, "")
        return bool(parent) and parent == self.parents.get(other, "")
