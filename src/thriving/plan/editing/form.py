"""A form for any part of a plan."""

from __future__ import annotations

from dataclasses import MISSING
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from thriving.plan.editing.choices import choices_for
from thriving.plan.editing.pieces import Piece
from thriving.plan.editing.refusals import Step, in_words
from thriving.plan.file import PlanFile, PlanFileRefused
from thriving.plan.file.addresses import PLAN, key_of
from thriving.plan.file.slots import Slot, slots
from thriving.plan.forms import LONGEST

ONLY_WHEN_NEW = ("key",)


class PartForm(forms.Form):
    """Shows ``part`` of ``plan``, or an empty one of ``kind``, and reads what was changed in it."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Needed where a target, a sentence or a way of counting changes. Everyone can read it."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, plan: PlanFile, kind: Any, part: Any, data: Any = None, *, seen: int) -> None:
        super().__init__(data, initial={"seen": seen})
        self.plan, self.kind, self.part = plan, kind, part
        self.pieces = [
            Piece(slot, _before(part, slot), plan.plan.language, choices_for(slot, plan))
            for slot in slots(kind)
            if _is_typed(slot, part)
        ]
        inputs = {name: each for piece in self.pieces for name, each in piece.inputs().items()}
        self.fields = {**inputs, **self.fields}

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        self.values: dict[str, Any] = {}
        for piece in self.pieces:
            try:
                self.values[piece.name] = piece.value(typed)
            except ValidationError as trouble:
                self.add_error(piece.name if piece.name in self.fields else None, trouble)
        return typed

    @property
    def changes(self) -> dict[str, Any]:
        """The fields that are no longer as they were."""
        return {
            piece.name: self.values[piece.name]
            for piece in self.pieces
            if self.values[piece.name] != piece.before
        }

    def refuse(self, refusal: ValidationError) -> None:
        """Say above the form why the plan does not take the change."""
        if isinstance(refusal, PlanFileRefused):
            sentences = [in_words(problem, self.plan, self._step()) for problem in refusal.problems]
        else:
            sentences = refusal.messages
        for sentence in sentences:
            self.add_error(None, sentence)

    def _step(self) -> Step:
        """How the plan's file names the part."""
        if self.kind.TABLE == PLAN:
            return Step(PLAN)
        return Step(self.kind.TABLE, key_of(self.part or self.kind(**self.values)))

    @property
    def translations(self) -> list[forms.BoundField]:
        """Texts in other languages than the plan's: shown folded."""
        return [self[name] for name in self.fields if "__" in name and not self._is_own(name)]

    @property
    def shown(self) -> list[forms.BoundField]:
        hidden = {bound.name for bound in self.translations} | {"reason", "seen"}
        return [self[name] for name in self.fields if name not in hidden]

    def _is_own(self, name: str) -> bool:
        return name.rpartition("__")[2] == self.pieces[0].language


def _before(part: Any, slot: Slot) -> Any:
    if part is not None:
        return getattr(part, slot.name)
    return None if slot.default is MISSING else slot.default


def _is_typed(slot: Slot, part: Any) -> bool:
    """Tables of parts have forms of their own, and a key stays what it is."""
    return not slot.tables and (part is None or slot.name not in ONLY_WHEN_NEW)
