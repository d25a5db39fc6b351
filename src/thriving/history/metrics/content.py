"""Which namespaces are content, as an expression of the event alone.

A table of namespaces is small, and most of its content is namespace 0: said as a condition it costs less than
a fifth of what a join with every event would.
"""

from __future__ import annotations

from typing import Any

import ibis
import pyarrow as pa

Expression = Any  # Ibis has no types that mypy can read
MAIN = 0


def by_table(wiki: Expression, namespace: Expression, spaces: pa.Table) -> Expression:
    """As the table says; of a wiki that it does not know, the main namespace alone."""
    content = _pairs(spaces, is_content=True)
    others = {each for each in content if each[1] != MAIN}
    without_main = {of for of, number in _pairs(spaces, is_content=False) if number == MAIN}
    branches = [(namespace == MAIN, ~wiki.isin(sorted(without_main)) if without_main else True)]
    if others:
        key = wiki.concat(":", namespace.cast("string"))
        # The numbers come first, so that few rows are looked up by wiki and number.
        branches.append(
            (_any_of(namespace, others), key.isin(sorted(f"{of}:{number}" for of, number in others)))
        )
    return ibis.cases(*branches, else_=False)


def is_known(wiki: Expression, spaces: pa.Table) -> Expression:
    """Whether the table has this wiki."""
    wikis = sorted(set(spaces["wiki_db"].to_pylist()))
    return wiki.isin(wikis) if wikis else ibis.literal(False)  # noqa: FBT003 -- Ibis's own signature


def _any_of(namespace: Expression, pairs: set[tuple[str, int]]) -> Expression:
    return namespace.isin(sorted({number for _wiki, number in pairs}))


def _pairs(spaces: pa.Table, *, is_content: bool) -> set[tuple[str, int]]:
    return {
        (row["wiki_db"], row["namespace"]) for row in spaces.to_pylist() if row["is_content"] is is_content
    }
