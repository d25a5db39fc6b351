from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from thriving.grants.funds.actions import FundSaid
from thriving.grants.funds.forms import fields
from thriving.grants.funds.models import Fund, FundKind
from thriving.movement.forms.opened import OverForm


class FundForm(OverForm):
    title = fields.line(gettext_lazy("Title"))
    about = fields.text(gettext_lazy("What it is for"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[("", "–"), *FundKind.choices])

    def __init__(self, fund: Fund | None = None, data: Any = None) -> None:
        initial = {"title": str(fund.title), "about": str(fund.about), "kind": fund.kind} if fund else None
        super().__init__(data, initial=initial)
        self.fund = fund
        if fund:
            self.over(lambda: Fund.objects.values_list("title", "about", "kind").get(pk=fund.pk))

    def said(self) -> FundSaid:
        it, before = self.cleaned_data, self.fund
        return FundSaid(
            title=fields.said_in(before.title if before else None, it["title"]),
            about=fields.said_in(before.about if before else None, it["about"]),
            kind=it["kind"],
        )


class NewFundForm(FundForm):
    key = fields.KeyField()
