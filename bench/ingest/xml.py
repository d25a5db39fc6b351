"""MediaWiki XML against mwxml and lxml, which read the same fields and write nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.ingest.files import stubs, with_texts
from bench.ingest.runs import in_turn
from bench.limits import Limit

IN_ONE_PROCESS, ON_ALL_CORES = 4, 7  # times the rate of mwxml
_WAYS = ("ours", "ours on one core", "mwxml", "lxml")
_TEXT = 4000  # bytes
_STUBS_AS_LARGE = 8  # times as many events as with texts, in a file of about the same size


def compared(events: int, times: int) -> Iterator[Limit]:
    yield from _of(stubs(events), "stubs", times)
    yield from _of(
        with_texts(stubs(events // _STUBS_AS_LARGE), _TEXT), f"texts of {_TEXT / 1000:.0f} kB", times
    )


def _of(file: Path, name: str, times: int) -> Iterator[Limit]:
    size = file.stat().st_size
    took = in_turn(dict.fromkeys(_WAYS, file), times)
    print(f"XML, {name}, {size / 1e6:,.0f} MB")
    for way, run in took.items():
        faster = took["mwxml"].seconds / run.seconds
        print(f"  {way:<17} {size / run.seconds / 1e6:4.0f} MB/s, {faster:4.1f} x mwxml; {run}", flush=True)
    for way, least in (("ours on one core", IN_ONE_PROCESS), ("ours", ON_ALL_CORES)):
        faster = took["mwxml"].seconds / took[way].seconds
        yield Limit(f"XML, {name}, {way}: at least {least} x mwxml", f"{faster:.1f} x", faster >= least)
