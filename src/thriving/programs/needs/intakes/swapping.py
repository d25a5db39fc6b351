"""Columns whose heads were mixed up: each holds what only the other's head explains."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from django.utils.translation import gettext as _

LOOKED_AT = 20  # cells of each column
FEWEST = 2  # one wrong cell is a slip
Parser = Callable[[str], object]


def found(
    typed: Mapping[str, Sequence[str]], parsers: Mapping[str, Parser], wrong: Mapping[str, int]
) -> list[tuple[str, str]]:
    """The first column of each pair, and the sentence about both."""
    suspects = [name for name, cells in typed.items() if wrong[name] == len(cells) >= FEWEST]
    return list(_pairs(suspects, typed, parsers))


def _pairs(
    suspects: Sequence[str], typed: Mapping[str, Sequence[str]], parsers: Mapping[str, Parser]
) -> Iterator[tuple[str, str]]:
    for one, other in combinations(suspects, 2):
        if _fits(typed[one], parsers[other]) and _fits(typed[other], parsers[one]):
            sentence = _("The columns “%(one)s” and “%(other)s” seem to be swapped: change their heads.")
            yield one, sentence % {"one": one[:100], "other": other[:100]}


def _fits(cells: Sequence[str], parser: Parser) -> bool:
    for cell in cells[:LOOKED_AT]:
        try:
            parser(cell)
        except ValueError:
            return False
    return True
