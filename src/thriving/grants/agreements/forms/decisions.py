from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from thriving.grants.agreements.actions import Document, digest_of
from thriving.grants.agreements.forms import fields
from thriving.movement.forms.days import DayField


class DigestForm(forms.Form):
    """The file is read for its SHA-256, and not kept."""

    file = forms.FileField(
        label=gettext_lazy("The document"),
        help_text=gettext_lazy("It is not kept here: only its SHA-256 is, by which it is known again."),
    )

    @property
    def digest(self) -> str:
        return digest_of(self.cleaned_data["file"])


class DocumentForm(DigestForm):
    title = fields.line(
        gettext_lazy("What it is"),
        help_text=gettext_lazy("Such as the minutes of the committee, and where they are kept."),
    )
    decided_on = DayField(label=gettext_lazy("Decided on"))
    field_order = ("title", "decided_on", "file")

    def document(self) -> Document:
        said = self.cleaned_data
        return Document(said["title"], said["decided_on"], self.digest)
