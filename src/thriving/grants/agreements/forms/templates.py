from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from thriving.grants.agreements import wording
from thriving.grants.agreements.forms import fields
from thriving.movement.actions.groups import LONGEST_KEY, key_problem


class TemplateForm(forms.Form):
    key = forms.CharField(
        label=gettext_lazy("Name in addresses"),
        max_length=LONGEST_KEY,
        help_text=gettext_lazy(
            "Small Latin letters, digits and hyphens. Written again, it is the next version."
        ),
    )
    title = fields.line(gettext_lazy("Title"))
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=lambda: settings.LANGUAGES)
    body = fields.text(gettext_lazy("Text"), rows=16, longest=wording.LONGEST_BODY)

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if sentence := key_problem(key):
            raise forms.ValidationError(sentence)
        return key

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if found := list(wording.problems(body)):
            raise forms.ValidationError(found)
        return body

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("key", "title", "body", "language")}
