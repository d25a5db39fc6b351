"""A stream of lines, dealt out to as many pipes as there are cores: of one pipe the engine reads on one.

Each pipe brings whole lines, in an order that nobody knows before. Where each of them stood in the stream is
noted, since that is what people are told of a row that was refused.
"""

from __future__ import annotations

import fcntl
import os
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread

_BLOCK = 4 << 20  # bytes: some thousands of lines
_TOO_LONG = 32 << 20  # bytes without the end of a line: the parser says of them what is wrong
_WIDE = 1 << 20  # bytes: the most that a pipe may hold without special rights


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


@dataclass(frozen=True)
class _Block:
    """So many bytes at the beginning of ``content``, and lines in them; ``first`` is the number of one."""

    content: bytearray
    size: int
    first: int
    lines: int


_Blocks = SimpleQueue[_Block | None]  # nothing at the end
_Spare = SimpleQueue[bytearray]


@contextmanager
def dealt(stream: int, hands: int, lines: Lines) -> Iterator[tuple[Path, ...]]:
    """The pipes by which the lines of the stream (a file descriptor) come, once.

    Whoever reads takes the pipes one after another or at the same time, and may stop before their end.
    """
    blocks: _Blocks = SimpleQueue()
    spare = _room(2 * hands + 1)  # for each hand what it holds and what waits, and what is filled meanwhile
    pipes = [wide_pipe() for _hand in range(hands)]
    paths = tuple(Path(f"/dev/fd/{coming}") for coming, _going in pipes)
    over = Event()
    with ExitStack() as ending:  # by its end, in this order: stop, let go of the pipes, wait for all threads
        for path, (_coming, going) in zip(paths, pipes, strict=True):
            ending.enter_context(_beside(_hand_on, blocks, spare, going, path, lines))
        ending.enter_context(_beside(_deal, stream, blocks, spare, hands, over))
        for coming, _going in pipes:
            ending.callback(os.close, coming)
        ending.callback(over.set)
        yield paths


def wide_pipe() -> tuple[int, int]:
    """The end to read from and the one to write to; each side waits for the other less often."""
    ends = os.pipe()
    with suppress(OSError):  # whoever has very many of them gets narrow ones
        fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, _WIDE)
    return ends


def _room(blocks: int) -> _Spare:
    spare: _Spare = SimpleQueue()
    for _block in range(blocks):
        spare.put(bytearray(_BLOCK))
    return spare


@contextmanager
def _beside(work: Callable[..., None], *arguments: object) -> Iterator[None]:
    thread = Thread(target=work, args=arguments, daemon=True)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def _deal(stream: int, blocks: _Blocks, spare: _Spare, hands: int, over: Event) -> None:
    line = 1
    try:
        for content, size in _whole_lines(stream, spare, over):
            count = content.count(b"\n", 0, size)
            blocks.put(_Block(content, size, line, count))
            line += count
    finally:
        for _hand in range(hands):
            blocks.put(None)


def _whole_lines(stream: int, spare: _Spare, over: Event) -> Iterator[tuple[bytearray, int]]:
    """Room that comes back by ``spare``, with so many bytes in it: what is read is not copied again."""
    rest, is_last = b"", False
    while not (is_last or over.is_set()):
        content = spare.get()
        size = _fill(content, rest, stream)
        is_last = size < len(content)
        end = size if is_last else content.rfind(b"\n", 0, size) + 1
        if not end and size > _TOO_LONG:
            end = size
        rest = bytes(memoryview(content)[end:size])
        if end:
            yield content, end
        else:
            spare.put(content)


def _fill(content: bytearray, rest: bytes, stream: int) -> int:
    """What is left over from before, and what comes: all there is room for, unless the stream ends."""
    if 2 * len(rest) > len(content):
        content.extend(bytes(len(rest)))  # of a long line
    size = len(rest)
    content[:size] = rest
    while size < len(content) and (some := os.readv(stream, [memoryview(content)[size:]])):
        size += some
    return size


def _hand_on(blocks: _Blocks, spare: _Spare, going: int, path: Path, lines: Lines) -> None:
    """Also when nobody reads any more, so that whoever deals is not kept waiting."""
    line = 1
    try:
        while block := blocks.get():
            lines.note(path, line, block.first)
            line += block.lines
            with suppress(BrokenPipeError):
                _write(going, block)
            spare.put(block.content)
    finally:
        os.close(going)


def _write(going: int, block: _Block) -> None:
    left = memoryview(block.content)[: block.size]
    while left:
        left = left[os.write(going, left) :]
