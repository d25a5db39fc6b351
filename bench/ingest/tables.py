"""mediawiki_history, in every packing, against DuckDB's own reader and the unpacking alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.ingest.files import packed, table
from bench.ingest.runs import Run, in_turn
from bench.limits import Limit

OF_BY_HAND = 0.9  # of the rate of a COPY written by hand
OF_UNPACKING = 0.6  # of the rate of lbzip2, whose words go nowhere
_BY_HAND = ("ours", "by hand", "decoded", "scan")
Runs = dict[str, Run]


def compared(events: int, times: int) -> Iterator[Limit]:
    plain = table(events)
    size = plain.stat().st_size
    print(f"mediawiki_history, {events:,} events, {size / 1e6:,.0f} MB plain; the columns that metrics read")
    unpacked = in_turn(dict.fromkeys(_BY_HAND, plain), times)
    yield from _against_by_hand("plain", unpacked, events)
    for ending in (".gz", ".zst"):
        took = in_turn(dict.fromkeys(_BY_HAND, packed(plain, ending)), times)
        yield from _against_by_hand(ending, took, events)
    yield _against_unpacking(packed(plain, ".bz2"), unpacked, size, events, times)


def _against_by_hand(name: str, took: Runs, events: int) -> Iterator[Limit]:
    ours, by_hand, decoded = took["ours"], took["by hand"], took["decoded"]
    _tell(name, took, events)
    print(
        f"    decoding exactly: {_more(decoded, by_hand)} than by hand; hashing, settling and counting: "
        f"{_more(ours, decoded)} again",
        flush=True,
    )
    if name != ".gz":
        yield _limit(name, ours, by_hand, decoded)


def _limit(name: str, ours: Run, by_hand: Run, decoded: Run) -> Limit:
    """Exact decoding is not what a COPY by hand does, so its own cost stands apart."""
    apart = by_hand.seconds / (ours.seconds - max(0.0, decoded.seconds - by_hand.seconds))
    found = (
        f"{apart:.0%}; with it {by_hand.seconds / ours.seconds:.0%}, by work {by_hand.work / ours.work:.0%}"
    )
    what = f"{name}: at least {OF_BY_HAND:.0%} of a COPY written by hand, exact decoding apart"
    return Limit(what, found, apart >= OF_BY_HAND)


def _against_unpacking(file: Path, unpacked: Runs, size: int, events: int, times: int) -> Limit:
    """``unpacked``: what the same, plain, took."""
    took = in_turn(dict.fromkeys(("ours", "lbzip2", "dealt"), file), times)
    _tell(".bz2", took, events)
    rates = [size / took[way].seconds / 1e6 for way in ("ours", "lbzip2")]
    share = rates[0] / rates[1]
    found = f"{share:.0%} ({rates[0]:.0f} of {rates[1]:.0f} MB/s)"
    if share < OF_UNPACKING:
        _tell_why(took, unpacked)
    return Limit(f".bz2: at least {OF_UNPACKING:.0%} of lbzip2 alone", found, share >= OF_UNPACKING)


def _tell_why(took: Runs, unpacked: Runs) -> None:
    """Seconds of cores, which other work on the machine lengthens less than those that pass."""
    parts = {
        "unpacking": took["lbzip2"].work,
        "dealing lines out to the cores": took["dealt"].work - took["lbzip2"].work,
        "parsing them": unpacked["scan"].work,
        "writing Parquet": unpacked["by hand"].work - unpacked["scan"].work,
        "decoding exactly": unpacked["decoded"].work - unpacked["by hand"].work,
    }
    parts["the rest, and sharing the cores"] = took["ours"].work - sum(parts.values())
    for part, work in parts.items():
        print(f"    {work:5.1f} s of cores  {part}")
    # lbzip2 alone has all cores: at a share of its rate, whatever comes after has what is left of their time.
    left = took["lbzip2"].work * (1 / OF_UNPACKING - 1)
    needed = unpacked["by hand"].work
    print(
        f"    {OF_UNPACKING:.0%} leave {left:.1f} s of cores for all but unpacking; "
        f"a COPY by hand of the plain file takes {needed:.1f} s",
        flush=True,
    )


def _tell(name: str, took: Runs, events: int) -> None:
    for way, run in took.items():
        print(f"  {name:<6} {way:<9} {events / run.seconds / 1000:6.0f} k events/s; {run}", flush=True)


def _more(one: Run, other: Run) -> str:
    return f"{one.work / other.work - 1:+.0%} work"
