"""A process beside the one that was asked: pieces of a dump come in, events go out.

It knows its parent by the pipes between them alone. When the parent ends, however it does, the pipes close,
and this process ends too.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections.abc import Iterator
from importlib.abc import MetaPathFinder
from typing import IO, TYPE_CHECKING

from thriving.history.readers.mediawiki_xml.cutting import Piece

if TYPE_CHECKING:
    from thriving.history.readers.mediawiki_xml.stretches import Found, Rules


class _NoPandas(MetaPathFinder):
    """pyarrow loads pandas wherever it is installed, which takes longer than all the rest."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:  # noqa: ARG002
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)


def main() -> None:
    gc.disable()  # revisions are many small things that form no circles
    sys.meta_path.insert(0, _NoPandas())
    try:
        _answer(sys.stdin.buffer, sys.stdout.buffer)
    except (EOFError, BrokenPipeError, pickle.UnpicklingError):
        os._exit(0)  # the parent has ended, perhaps in the middle of a word; there is nobody to tell


def _answer(given: IO[bytes], out: IO[bytes]) -> None:
    rules: Rules = pickle.load(given)  # noqa: S301 -- from the process that started this one
    while True:
        pickle.dump(_found(given, rules), out, protocol=pickle.HIGHEST_PROTOCOL)
        out.flush()


def _found(given: IO[bytes], rules: Rules) -> Found | Exception:
    from thriving.history.readers.mediawiki_xml.stretches import found  # noqa: PLC0415 -- without pandas

    try:
        return found(_stretch(given), rules)
    except (EOFError, pickle.UnpicklingError):
        raise
    except Exception as failure:  # noqa: BLE001 -- raised again where somebody listens
        return failure


def _stretch(given: IO[bytes]) -> Iterator[Piece]:
    while True:
        piece: Piece = pickle.load(given)  # noqa: S301 -- the same
        yield piece
        if piece.ends:
            return


if __name__ == "__main__":
    main()
