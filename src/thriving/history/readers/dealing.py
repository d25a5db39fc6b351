"""A stream of lines, dealt out to as many pipes as there are cores: of one pipe the engine reads on one.

Each pipe brings whole lines, in an order that nobody knows before. Where each of them stood in the stream is
noted, since that is what people are told of a row that was refused.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Event, Thread

_BLOCK = 4 << 20  # bytes: some thousands of lines
_TOO_LONG = 32 << 20  # bytes without the end of a line: the parser says of them what is wrong

_Blocks = Queue[tuple[int, bytes]]  # the number of the first line, and the lines; none at the end


@dataclass(frozen=True)
class Lines:
    """By the path of a pipe: of each block that it brought, its first line there and in the stream."""

    blocks: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def note(self, path: Path, first: int, in_stream: int) -> None:
        self.blocks.setdefault(str(path), []).append((first, in_stream))

    def in_stream(self, path: str, line: int) -> int:
        """Where this line of a pipe stood in the stream, both from 1 on; of what was not dealt, the same."""
        blocks = self.blocks.get(path, [(1, 1)])
        first, in_stream = blocks[bisect_right(blocks, line, key=lambda block: block[0]) - 1]
        return in_stream + line - first


@contextmanager
def dealt(stream: int, hands: int, lines: Lines) -> Iterator[tuple[Path, ...]]:
    """The pipes by which the lines of the stream (a file descriptor) come, once.

    Whoever reads takes the pipes one after another or at the same time, and may stop before their end.
    """
    blocks: _Blocks = Queue(hands)
    pipes = [os.pipe() for _hand in range(hands)]
    paths = tuple(Path(f"/dev/fd/{coming}") for coming, _going in pipes)
    over = Event()
    with ExitStack() as ending:  # by its end, in this order: stop, let go of the pipes, wait for all threads
        for path, (_coming, going) in zip(paths, pipes, strict=True):
            ending.enter_context(_beside(_hand_on, blocks, going, path, lines))
        ending.enter_context(_beside(_deal, stream, blocks, hands, over))
        for coming, _going in pipes:
            ending.callback(os.close, coming)
        ending.callback(over.set)
        yield paths


@contextmanager
def _beside(work: Callable[..., None], *arguments: object) -> Iterator[None]:
    thread = Thread(target=work, args=arguments, daemon=True)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def _deal(stream: int, blocks: _Blocks, hands: int, over: Event) -> None:
    line = 1
    try:
        for block in _whole_lines(stream, over):
            blocks.put((line, block))
            line += block.count(b"\n")
    finally:
        for _hand in range(hands):
            blocks.put((line, b""))


def _whole_lines(stream: int, over: Event) -> Iterator[bytes]:
    rest = b""
    while not over.is_set() and (block := _read(stream)):
        end = block.rfind(b"\n") + 1
        if end or len(rest) > _TOO_LONG:
            yield rest + block[:end]
            rest = b""
        rest += block[end:]
    if rest:
        yield rest


def _read(stream: int) -> bytes:
    """A whole block, or what is left."""
    found = bytearray()
    while len(found) < _BLOCK and (some := os.read(stream, _BLOCK - len(found))):
        found += some
    return bytes(found)


def _hand_on(blocks: _Blocks, going: int, path: Path, lines: Lines) -> None:
    """Also when nobody reads any more, so that whoever deals is not kept waiting."""
    line = 1
    try:
        while (found := blocks.get())[1]:
            in_stream, block = found
            lines.note(path, line, in_stream)
            line += block.count(b"\n")
            with suppress(BrokenPipeError):
                _write(going, block)
    finally:
        os.close(going)


def _write(going: int, block: bytes) -> None:
    left = memoryview(block)
    while left:
        left = left[os.write(going, left) :]
