from __future__ import annotations

import ibis
import pyarrow as pa
import pytest
from tests.history.metrics.rows import BACKEND

from thriving.history.metrics import content
from thriving.history.metrics.tables import NAMESPACES

SPACES = pa.Table.from_pylist(
    [
        {"wiki_db": "aawiki", "namespace": 0, "is_content": True},
        {"wiki_db": "aawiki", "namespace": 1, "is_content": False},
        {"wiki_db": "wikisource", "namespace": 0, "is_content": True},
        {"wiki_db": "wikisource", "namespace": 104, "is_content": True},
        {"wiki_db": "oddwiki", "namespace": 0, "is_content": False},
        {"wiki_db": "oddwiki", "namespace": 6, "is_content": True},
        {"wiki_db": "oddwiki", "namespace": 8, "is_content": None},
    ],
    schema=NAMESPACES,
)


def told(wiki: str, namespace: int | None, spaces: pa.Table = SPACES) -> dict[str, bool]:
    shape = pa.schema([("wiki", pa.string()), ("namespace", pa.int64())])
    rows = ibis.memtable(pa.Table.from_pylist([{"wiki": wiki, "namespace": namespace}], schema=shape))
    is_content = content.by_table(rows.wiki, rows.namespace, spaces)
    said = rows.select(is_content=is_content, is_known=content.is_known(rows.wiki, spaces))
    (row,) = BACKEND.to_pyarrow(said).to_pylist()
    return dict(row)


@pytest.mark.parametrize(
    ("wiki", "namespace", "is_content"),
    [
        ("aawiki", 0, True),
        ("aawiki", 1, False),
        ("aawiki", 104, False),  # content of another wiki
        ("aawiki", None, False),
        ("wikisource", 104, True),
        ("wikisource", 6, False),
        ("oddwiki", 0, False),
        ("oddwiki", 6, True),
        ("oddwiki", 8, False),
    ],
)
def test_content_is_what_the_table_says(wiki: str, namespace: int | None, is_content: bool) -> None:  # noqa: FBT001
    assert told(wiki, namespace) == {"is_content": is_content, "is_known": True}


@pytest.mark.parametrize(("namespace", "is_content"), [(0, True), (104, False), (None, False)])
def test_without_a_table_it_is_the_main_namespace(namespace: int | None, is_content: bool) -> None:  # noqa: FBT001
    expected = {"is_content": is_content, "is_known": False}
    assert told("abwiki", namespace) == expected
    assert told("abwiki", namespace, NAMESPACES.empty_table()) == expected
