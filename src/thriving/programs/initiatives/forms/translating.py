"""Texts in one more language, each under its original: for whatever is written in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel.words import Words
from thriving.programs.initiatives.actions.translating import Piece
from thriving.programs.initiatives.forms.fields import languages

READ = "read_"  # the name of what says which original was read


class LanguageForm(forms.Form):
    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["language"] = languages(
            gettext_lazy("Language"), gettext_lazy("Its name in any language, or its code.")
        )

    def clean_language(self) -> str:
        said = self.cleaned_data["language"]
        if len(said) != 1:
            raise ValidationError(_("One language at a time: save, and then come back."))
        return str(said[0])


class TranslationForm(forms.Form):
    """``labels``: what each piece is, by its name."""

    def __init__(
        self, pieces: Sequence[Piece], original: str, language: str, labels: dict[str, Any], data: Any = None
    ) -> None:
        super().__init__(data)
        self.pieces, self.original = pieces, original
        for piece in pieces:
            self.fields[piece.name] = _field(piece, labels[piece.name], language)
            self.fields[f"{READ}{piece.name}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=_digest(self._text(piece))
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for piece in self.pieces:
            if said.get(f"{READ}{piece.name}") != _digest(self._text(piece)):
                self.add_error(piece.name, _("The original has changed since you opened it: read it again."))
        return said

    def texts(self) -> dict[str, str]:
        return {piece.name: self.cleaned_data[piece.name] for piece in self.pieces}

    def originals(self) -> dict[str, str]:
        return {piece.name: self._text(piece) for piece in self.pieces}

    def rows(self) -> Iterator[tuple[Words, Any, str]]:
        """Each original, its field, and the digest of what is shown."""
        for piece in self.pieces:
            original = Words({self.original: self._text(piece)})
            yield original, self[piece.name], _digest(self._text(piece))

    def _text(self, piece: Piece) -> str:
        return piece.words.best(self.original)[0]


def _field(piece: Piece, label: Any, language: str) -> forms.CharField:
    attributes = {"lang": language, "dir": "auto"}
    widget = forms.Textarea(attrs={"rows": 4, **attributes}) if piece.is_long else forms.TextInput(attributes)
    return forms.CharField(
        label=label,
        required=False,
        max_length=piece.longest,
        widget=widget,
        initial=piece.words.get(language, ""),
    )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
