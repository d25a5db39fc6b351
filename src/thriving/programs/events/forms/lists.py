from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class ListForm(forms.Form):
    """A file, or names: one of the two."""

    file = forms.FileField(
        label=gettext_lazy("A table"),
        required=False,
        help_text=gettext_lazy(
            "CSV or XLSX. The Programs & Events Dashboard’s exports are read as they come: of editors, of "
            "articles, and the overview. Columns of your own table, of which any may be missing: code, name, "
            "user_name, email, role, standing, comes_as, country, language, day, came, may_measure."
        ),
    )
    names = forms.CharField(
        label=gettext_lazy("Or user names on the wikis"),
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto", "spellcheck": "false"}),
        help_text=gettext_lazy("One on each line."),
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("These people know that what they edit is counted for this event"),
        required=False,
        help_text=gettext_lazy("Without it their user names are kept for running the event only."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and bool(said.get("file")) == bool(said.get("names", "").strip()):
            raise forms.ValidationError(_("Choose a file or paste names: one of the two."))
        return said
