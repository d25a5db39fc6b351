from __future__ import annotations

from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.funds.forms import fields
from thriving.grants.proposals.actions import LineSaid
from thriving.grants.proposals.actions.budget import LONGEST_NOTE, LONGEST_TITLE, MOST_LINES
from thriving.grants.proposals.forms.writing import RevisionForm
from thriving.grants.proposals.models import Category, PaidBy, Proposal
from thriving.kernel.money import known_currencies

MORE_LINES = 4  # empty ones below those that are there


class BudgetForm(RevisionForm):
    """In which currency the whole budget is: one budget has one."""

    def __init__(self, proposal: Proposal, data: Any = None) -> None:
        super().__init__(proposal, data, {"currency": proposal.currency})
        self.fields["currency"] = fields.CurrencyField(
            _("Currency of the whole budget"),
            kept=proposal.currency,
            help_text=_("Another one than the round’s is converted by a dated rate of exchange."),
        )


class LineForm(forms.Form):
    title = fields.line(gettext_lazy("What for"), required=False, longest=LONGEST_TITLE)
    category = forms.ChoiceField(
        label=gettext_lazy("Category"), required=False, choices=[("", "–"), *Category.choices]
    )
    amount = fields.AmountField(gettext_lazy("Amount"), required=False)
    paid_by = forms.ChoiceField(
        label=gettext_lazy("Paid by"), required=False, choices=PaidBy.choices, initial=PaidBy.GRANT
    )
    note = fields.line(gettext_lazy("How it was reckoned"), required=False, longest=LONGEST_NOTE)

    def __init__(self, *given: Any, currency: str = "", **options: Any) -> None:
        super().__init__(*given, **options)
        self.currency = currency

    def clean(self) -> dict[str, Any]:
        it = super().clean() or {}
        if self.currency:
            fields.read_amounts(self, ("amount",), self.currency)
        if any(it.get(name) for name in ("title", "category", "amount")) and not self.errors:
            for name in ("title", "category", "amount"):
                if not it.get(name):
                    self.add_error(
                        name, _("To drop the line, empty what it is for, its category and amount.")
                    )
        return it

    def line(self) -> LineSaid | None:
        it = self.cleaned_data
        if not it.get("title"):
            return None
        return LineSaid(it["title"], it["category"], it["amount"], it["paid_by"] or PaidBy.GRANT, it["note"])


class LineFormSet(BaseFormSet[LineForm]):
    def said(self) -> list[LineSaid]:
        return [line for form in self.forms if (line := form.line())]


_LINES = formset_factory(
    LineForm, formset=LineFormSet, extra=MORE_LINES, max_num=MOST_LINES, absolute_max=MOST_LINES
)


def lines_form(proposal: Proposal, data: Any = None) -> LineFormSet:
    names = ("title", "category", "amount", "paid_by", "note")
    initial = [{name: getattr(each, name) for name in names} for each in proposal.lines.all()]
    return _LINES(data, initial=initial, prefix="line", form_kwargs={"currency": _currency(proposal, data)})  # type: ignore[return-value] # of the factory


def _currency(proposal: Proposal, data: Any) -> str:
    """Of which the typed amounts are: what is no currency the form above says itself."""
    typed = (data or {}).get("currency", proposal.currency)
    return typed if typed in known_currencies() else ""
