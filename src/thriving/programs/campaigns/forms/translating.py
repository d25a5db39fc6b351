"""The words of a campaign, a place or a box in one more language, each under its original."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from thriving.kernel.words import Words
from thriving.programs.campaigns import texts
from thriving.programs.campaigns.actions.translating import Translated, kinds, original_of, pieces
from thriving.programs.campaigns.content import FILLED, Kind
from thriving.programs.initiatives.forms import TranslationForm

_LABELS = {
    "title": gettext_lazy("Title"),
    "theme": gettext_lazy("Theme"),
    "text": gettext_lazy("Text"),
}


class WordsTranslationForm(TranslationForm):
    """Places such as {title} stay places: each in the original, and no other."""

    def __init__(self, holder: Translated, language: str, data: Any = None) -> None:
        self.language, self.kinds = language, kinds(holder)
        every = pieces(holder)
        labels = {piece.name: self._label(piece.name) for piece in every}
        super().__init__(every, original_of(holder), language, labels, data)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        for piece in self.pieces:
            typed = said.get(piece.name)
            if typed and self.kinds.get(piece.name) in FILLED:
                for sentence in texts.problems(Words({**piece.words, self.language: typed})):
                    self.add_error(piece.name, sentence)
        return said

    def _label(self, name: str) -> Any:
        label = _LABELS[name.rpartition(".")[2]]
        kind = self.kinds.get(name)
        return format_lazy("{}: {}", Kind(kind).label, label) if kind else label
