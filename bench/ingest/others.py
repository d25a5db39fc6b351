"""Other readers of XML dumps: the same fields of each revision, read and let go. They write nothing."""

from __future__ import annotations

import importlib
import warnings
from pathlib import Path
from typing import Any

from lxml import etree

_IN = "{http://www.mediawiki.org/xml/export-0.11/}"


def with_mwxml(file: Path) -> int:
    with warnings.catch_warnings(action="ignore"):  # of its own making, as it is imported
        mwxml = importlib.import_module("mwxml")
    count = 0
    with file.open("rb") as opened:
        for page in mwxml.Dump.from_file(opened):
            for revision in page:
                _fields_of_mwxml(page, revision)
                count += 1
    return count


def _fields_of_mwxml(page: Any, revision: Any) -> tuple[Any, ...]:
    user = revision.user
    return (
        *(page.id, page.title, page.namespace, page.redirect),
        *(revision.id, revision.parent_id, revision.timestamp, user and user.id, user and user.text),
        *(revision.minor, revision.bytes, revision.sha1, revision.model, revision.format),
        *(revision.deleted.text, revision.deleted.comment, revision.deleted.user),
    )


def with_lxml(file: Path) -> int:
    count = 0
    for _, element in etree.iterparse(file, tag=f"{_IN}revision", huge_tree=True):
        told = {part.tag: part for part in element}
        who = {part.tag: part.text for part in told[f"{_IN}contributor"]}
        text = told[f"{_IN}text"]
        _ = (
            *(told[f"{_IN}{name}"].text for name in ("id", "timestamp", "sha1", "model", "format")),
            *(told[name].text for name in (f"{_IN}parentid",) if name in told),
            *(who.get(f"{_IN}{name}") for name in ("username", "id", "ip")),
            *(f"{_IN}minor" in told, text.get("bytes")),
        )
        count += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return count
