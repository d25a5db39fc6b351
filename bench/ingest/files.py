"""The same made-up history in every packing; kept from run to run, like all that is generated."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from bench.generated import generated
from thriving.history import generating

PACKERS = {
    ".gz": ("gzip", "-6", "--keep"),
    ".zst": ("zstd", "-3", "--quiet", "--keep"),
    ".bz2": ("lbzip2", "--keep"),
}
_TEXT = re.compile(rb'(<text bytes="\d+"[^>]*?) ?/>')
_WORDS = b"An edit of a text, such as people make: &lt;ref&gt;with a source&lt;/ref&gt; and a link.\n"


def table(events: int) -> Path:
    """One wiki's mediawiki_history, plain."""
    return _made(generated(events, generating.MediawikiHistory(fields=78, by_year=False), wikis=1), ".tsv")


def stubs(events: int) -> Path:
    return _made(generated(events, generating.Stubs(), wikis=1), ".xml")


def _made(paths: Iterable[Path], ending: str) -> Path:
    return next(path for path in paths if path.suffix == ending)


def packed(path: Path, ending: str) -> Path:
    """The file in another packing, beside it."""
    there = path.with_name(path.name + ending)
    if not there.exists():
        subprocess.run([*PACKERS[ending], str(path)], check=True)  # noqa: S603 -- our own words
    return there


def with_texts(path: Path, size: int) -> Path:
    """A full history: the stubs with a text of so many bytes in each revision."""
    there = path.with_name(f"{path.name.partition('-')[0]}-20250101-pages-meta-history-{size}.xml")
    text = rb'\1 xml:space="preserve">' + _WORDS * (size // len(_WORDS)) + b"</text>"
    if not there.exists():
        with path.open("rb") as lines, there.open("wb") as out:
            out.writelines(_TEXT.sub(text, line) for line in lines)
    return there
