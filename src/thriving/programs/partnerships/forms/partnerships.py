from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement.forms.days import DayInput
from thriving.programs.partnerships.actions.partnerships import MOST_DAYS, Proposed, problems
from thriving.programs.partnerships.actions.renewing import RenewalSaid
from thriving.programs.partnerships.forms import fields
from thriving.programs.partnerships.models import Partnership, Side


class PartnershipForm(forms.Form):
    title = fields.line(gettext_lazy("Title"))
    our_name = fields.line(gettext_lazy("Who signs on our side"), help_text=gettext_lazy("The organization."))
    public = forms.BooleanField(
        label=gettext_lazy("Everybody may read of it"),
        required=False,
        help_text=gettext_lazy("Drafts stay with those who work on them in any case."),
    )
    begins_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput, required=False)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput, required=False)
    remind_days = forms.IntegerField(
        label=gettext_lazy("How many days before its end to remind"),
        min_value=0,
        max_value=MOST_DAYS,
        initial=90,
    )

    def __init__(self, partnership: Partnership | None = None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(partnership) if partnership else None)
        self.before = partnership.title if partnership else None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems(self.proposed()):
                self.add_error(field, sentence)
        return said

    def proposed(self) -> Proposed:
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("key", "title")}
        return Proposed(title=fields.said_in(self.before, self.cleaned_data["title"]), **said)


class NewPartnershipForm(PartnershipForm):
    key = fields.address()
    field_order = ("title", "key")


class InterestForm(forms.Form):
    side = forms.ChoiceField(label=gettext_lazy("Whose"), choices=Side.choices)
    words = fields.text(
        gettext_lazy("What this side wants"),
        gettext_lazy("Everybody who sees the partnership reads it."),
        5,
        required=True,
    )
    on = forms.DateField(label=gettext_lazy("Said on"), widget=DayInput)


class DayForm(forms.Form):
    on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)


def _ground() -> forms.CharField:
    return fields.text(
        gettext_lazy("Where the partner says so, and who says it for them"),
        gettext_lazy("Such as a letter with its day. Everybody who runs the partnership reads it."),
        2,
    )


class RenewalForm(forms.Form):
    until = forms.DateField(label=gettext_lazy("New last day"), widget=DayInput)

    def __init__(self, sides: Sequence[Side], data: Any = None, *, is_recorded: bool) -> None:
        super().__init__(data)
        choices = [(each.value, each.label) for each in sides]
        self.fields["side"] = forms.ChoiceField(label=_("Who proposes it"), choices=choices)
        if is_recorded and Side.THEIRS in sides:
            self.fields["ground"] = _ground()

    def said(self) -> RenewalSaid:
        return RenewalSaid(**self.cleaned_data)


class AgreeForm(forms.Form):
    def __init__(self, data: Any = None, *, is_recorded: bool) -> None:
        super().__init__(data)
        if is_recorded:
            self.fields["ground"] = _ground()

    def ground(self) -> str:
        return str(self.cleaned_data.get("ground", ""))


class ReasonForm(forms.Form):
    reason = fields.text(gettext_lazy("Reason"), gettext_lazy("Everybody who sees the partnership reads it."))


def _initial(partnership: Partnership) -> dict[str, Any]:
    names = ("our_name", "public", "begins_on", "ends_on", "remind_days")
    return {"title": str(partnership.title), **{name: getattr(partnership, name) for name in names}}
