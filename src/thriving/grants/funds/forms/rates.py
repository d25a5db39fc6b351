from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.funds.actions import RateSaid
from thriving.grants.funds.actions.rates import LONGEST_SOURCE, problems, rate_typed
from thriving.grants.funds.forms import fields
from thriving.kernel import clock
from thriving.movement.forms.days import DayField


class RateForm(forms.Form):
    rate = fields.AmountField(
        gettext_lazy("Rate"), help_text=gettext_lazy("So much of the second currency for one of the first.")
    )
    on = DayField(label=gettext_lazy("Day"), initial=clock.today)
    source = fields.line(
        gettext_lazy("Who published it"),
        longest=LONGEST_SOURCE,
        help_text=gettext_lazy("Such as a central bank: everybody can look it up there."),
    )
    url = forms.URLField(
        label=gettext_lazy("Address where it stands"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["base"] = fields.CurrencyField(_("First currency"))
        self.fields["quote"] = fields.CurrencyField(_("Second currency"))
        self.order_fields(("base", "quote"))

    def clean_rate(self) -> Decimal:
        try:
            return rate_typed(self.cleaned_data["rate"])
        except ValueError as refused:
            raise ValidationError(str(refused), code="rate") from refused

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems(self.said()):
                self.add_error(field, sentence)
        return said

    def said(self) -> RateSaid:
        names = ("base", "quote", "rate", "on", "source", "url")
        return RateSaid(**{name: self.cleaned_data[name] for name in names})
