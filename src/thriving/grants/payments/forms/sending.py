from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.agreements.forms import fields
from thriving.grants.payments.models import Disbursement
from thriving.kernel import tables
from thriving.ui import cldr


class SendForm(forms.Form):
    """``token`` is made with the form: sent twice, it is one batch."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=32)
    carrier = fields.line(gettext_lazy("Bank or fiscal sponsor that pays"))

    def __init__(self, waiting: Sequence[Disbursement], data: Any = None) -> None:
        super().__init__(data, initial={"token": uuid.uuid4().hex})
        self.waiting = {str(each.pk): each for each in waiting}
        self.fields["payments"] = forms.MultipleChoiceField(
            label=_("Payments"),
            choices=[(key, _named(each)) for key, each in self.waiting.items()],
            widget=forms.CheckboxSelectMultiple,
        )

    def chosen(self) -> list[Disbursement]:
        return [self.waiting[key] for key in self.cleaned_data["payments"]]


LIMITS = tables.Limits(rows=1_000)  # a batch has 200 payments at most


class StatementForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("File of the bank"))

    def clean_file(self) -> tables.Table:
        try:
            return tables.read(self.cleaned_data["file"], LIMITS)
        except tables.Unreadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def _named(each: Disbursement) -> str:
    told = _("%(title)s, payment %(number)s: %(amount)s")
    title = str(each.agreement.proposal)
    return told % {"title": title, "number": each.tranche.number, "amount": cldr.money(each.money)}
