from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.funds.forms import fields

LONGEST = 3_000


class ProposalsForm(forms.Form):
    """What the list of proposals is asked for."""

    def __init__(
        self, asked: Mapping[str, Any], rounds: list[tuple[str, str]], named: Mapping[str, str]
    ) -> None:
        super().__init__(initial=dict(asked))
        for name, label, choices in (
            ("round", _("Round"), rounds),
            ("region", _("Region"), list(named.items())),
        ):
            self.fields[name] = forms.ChoiceField(
                label=label, required=False, choices=[("", _("any")), *choices]
            )


class WordsForm(forms.Form):
    """A few words: a comment, a question to the applicants, an answer, a reason."""

    words = fields.text(gettext_lazy("Words"), required=True, longest=LONGEST)

    def __init__(
        self, data: Any = None, *, label: str = "", required: bool = True, help_text: str = ""
    ) -> None:
        super().__init__(data)
        words = self.fields["words"]
        words.label, words.required, words.help_text = label or words.label, required, help_text
