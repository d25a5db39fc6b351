"""As the public dump of ``mediawiki_history`` writes it, in any of its layouts; see ``readers.decoding``.

What many lines share, such as how an account stood or a page, is written once and taken for each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from thriving.history.columns import LAYOUTS, NEWEST
from thriving.history.failures import HistoryError
from thriving.history.generating.forms.form import Part, content
from thriving.history.generating.forms.mediawiki_history.lines import Lines, lines_of
from thriving.history.generating.history import History
from thriving.history.generating.naming import years_of
from thriving.history.generating.packing import COMPRESSIONS

__all__ = ["Lines", "MediawikiHistory", "lines_of"]


@dataclass(frozen=True)
class MediawikiHistory:
    """Files as the publisher names them: by wiki and year, or by wiki alone."""

    fields: int = NEWEST
    by_year: bool = True

    compressions = COMPRESSIONS

    def __post_init__(self) -> None:
        if self.fields not in LAYOUTS:
            known = ", ".join(map(str, LAYOUTS))
            raise HistoryError(
                f"No layout of mediawiki_history has {self.fields} columns; there are: {known}."
            )

    def parts(self, history: History) -> Iterable[Part]:
        written, piece = lines_of(history, self.fields), history.piece
        start = f"{piece.plan.snapshot}.{piece.wiki_db}"
        if not self.by_year:
            yield Part(f"{start}.all-time.tsv", content(written.lines))
            return
        years = years_of(written.at)
        for year in np.unique(years):
            begin, end = np.searchsorted(years, (year, year + 1))
            yield Part(f"{start}.{year}.tsv", content(written.lines.slice(begin, end - begin)))
