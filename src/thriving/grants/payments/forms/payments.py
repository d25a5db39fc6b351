from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.agreements.forms import fields
from thriving.grants.payments.actions import Account, Planned
from thriving.grants.payments.actions.accounts import problems as problems_of_account
from thriving.grants.payments.actions.planning import problems as problems_of_plan
from thriving.grants.payments.models import Office
from thriving.kernel import clock
from thriving.movement.forms.days import DayField


class PlanForm(forms.Form):
    title = fields.line(gettext_lazy("Title"))
    from_day = DayField(label=gettext_lazy("Paid from this day on"))
    requirements = fields.text(
        gettext_lazy("What must be there first"), gettext_lazy("One in each line."), rows=4, required=False
    )
    field_order = ("title", "amount")

    def __init__(self, currency: str, data: Any = None) -> None:
        super().__init__(data)
        label = _("Amount in %(currency)s") % {"currency": currency}
        self.fields["amount"] = fields.MoneyField(currency, label)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems_of_plan(self.planned()):
                self.add_error(field, sentence)
        return said

    def planned(self) -> Planned:
        said = self.cleaned_data
        lines = tuple(each.strip() for each in said["requirements"].splitlines() if each.strip())
        return Planned(said["title"], said["amount"], said["from_day"], lines)


class AccountForm(forms.Form):
    holder = fields.line(gettext_lazy("Holder of the account"))
    number = forms.CharField(
        label=gettext_lazy("Number of the account"),
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        help_text=gettext_lazy("An IBAN, or as your bank writes it. It is kept sealed."),
    )
    bank = fields.line(gettext_lazy("Bank"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems_of_account(self.account()):
                self.add_error(field, sentence)
        return said

    def account(self) -> Account:
        said = self.cleaned_data
        return Account(said["holder"], said["number"], said["bank"])


class ConfirmForm(forms.Form):
    how = fields.line(
        gettext_lazy("How the grantee was asked"),
        help_text=gettext_lazy("By a way that was known before, such as a call to a number on file."),
        longest=300,
    )


class MetForm(forms.Form):
    ground = fields.text(gettext_lazy("What shows it"))


class ApproveForm(forms.Form):
    seal = forms.CharField(widget=forms.HiddenInput, max_length=64)
    read = forms.BooleanField(
        label=gettext_lazy("I have looked at the amount, the account and the agreement")
    )


class HoldForm(forms.Form):
    reason = fields.text(
        gettext_lazy("Reason"),
        gettext_lazy("Read by your office alone. Everybody else sees a code that says nothing."),
    )

    def __init__(self, offices: list[Office], data: Any = None) -> None:
        super().__init__(data)
        if len(offices) > 1:
            named = [(each.value, each.label) for each in offices]
            self.fields["office"] = forms.ChoiceField(label=_("For which office"), choices=named)

    @property
    def office(self) -> Office | None:
        said = self.cleaned_data.get("office")
        return Office(said) if said else None


class SettleForm(forms.Form):
    on = DayField(label=gettext_lazy("On the bank’s statement of"))
    reference = fields.line(gettext_lazy("Reference of the bank"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": clock.today()})

    def known(self) -> dict[str, Any]:
        return {"on": self.cleaned_data["on"], "reference": self.cleaned_data["reference"]}


class FailForm(SettleForm):
    reason = fields.text(gettext_lazy("Reason"))


class ReturnForm(SettleForm):
    def __init__(self, currency: str, data: Any = None) -> None:
        super().__init__(data)
        label = _("Amount in %(currency)s") % {"currency": currency}
        self.fields["amount"] = fields.MoneyField(currency, label)
