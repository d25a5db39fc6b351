"""What a member types: whether they have a conflict, a review, a vote; and the words of a decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.proposals.models import Proposal
from thriving.grants.review.actions.deciding import APPROVALS, LONGEST_CONDITIONS, Decided, by_which_rate
from thriving.grants.review.actions.reviewing import LONGEST, Reviewed
from thriving.grants.review.models import Choice, Closeness, Rubric
from thriving.grants.review.voting import APPROVE_WITH_CONDITIONS
from thriving.kernel.money import Money, MoneyRefused, typed
from thriving.programs.councils.forms.calls import points_in_words
from thriving.programs.councils.forms.councils import text
from thriving.ui import cldr


class DeclareForm(forms.Form):
    closeness = forms.ChoiceField(
        label=gettext_lazy("Do you have a conflict of interest?"),
        choices=Closeness.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, late: bool = False) -> None:
        """``late``: they have said before that they have none."""
        super().__init__(data)
        if late:
            kept = [each for each in Closeness.choices if each[0] != Closeness.NONE]
            self.fields["closeness"].choices = kept  # type: ignore[attr-defined]  # a choice


class ReviewForm(forms.Form):
    """A choice for each criterion, in the words of its anchors; and what one found, in one's own."""

    strengths = text(
        gettext_lazy("What you found good"),
        LONGEST,
        gettext_lazy("Other members read it once they have given their own review."),
    )
    concerns = text(gettext_lazy("What worries you, or is missing"), LONGEST, required=False)

    def __init__(self, rubric: Rubric, data: Any = None) -> None:
        super().__init__(data)
        self.keys = [each["key"] for each in rubric.criteria]
        for number, each in enumerate(rubric.criteria):
            self.fields[f"criterion_{number}"] = forms.TypedChoiceField(
                label=each["title"],
                choices=points_in_words(each["anchors"]),
                coerce=int,
                widget=forms.RadioSelect,
            )
        self.order_fields([name for name in self.fields if name not in ("strengths", "concerns")])

    def said(self) -> Reviewed:
        told = self.cleaned_data
        points = {key: told[f"criterion_{number}"] for number, key in enumerate(self.keys)}
        return Reviewed(points, told["strengths"], told["concerns"])


class VoteForm(forms.Form):
    choice = forms.ChoiceField(
        label=gettext_lazy("Your vote"), choices=Choice.choices, widget=forms.RadioSelect
    )


class DecideForm(forms.Form):
    """What the votes ask for: an amount where they approve, and else what would be needed another time."""

    reason = text(
        gettext_lazy("Why it was decided so"),
        LONGEST,
        gettext_lazy("Everybody who may see the proposal reads it: name nobody."),
    )

    def __init__(self, proposal: Proposal, outcome: str, left: Money, data: Any = None) -> None:
        """``left`` of the budget of the round, in its currency."""
        super().__init__(data)
        self.currency = proposal.currency
        if outcome == APPROVE_WITH_CONDITIONS:
            self.fields["conditions"] = text(gettext_lazy("The conditions"), LONGEST_CONDITIONS)
        if outcome in APPROVALS:
            code = {"currency": cldr.currency_name(proposal.currency)}
            self.fields["awarded"] = forms.CharField(
                label=_("How much is granted, in %(currency)s") % code,
                max_length=40,
                help_text=_told_of(proposal, left),
            )
        needed = gettext_lazy("What would be needed another time")
        self.fields["needed"] = text(needed, LONGEST, required=outcome not in APPROVALS)

    def clean_awarded(self) -> Money:
        try:
            return typed(self.cleaned_data["awarded"], self.currency)
        except MoneyRefused as refused:
            raise ValidationError(str(refused)) from refused

    def decided(self) -> Decided:
        return Decided(**self.cleaned_data)


def _told_of(proposal: Proposal, left: Money) -> str:
    told = _("%(left)s of the budget of the round is left.") % {"left": cldr.money(left)}
    return f"{told} {by_which_rate(proposal)}".strip()
