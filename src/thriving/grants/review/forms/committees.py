"""What is typed of a committee: how it decides, and by what it judges."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from thriving.grants.review.actions.committees import Manner
from thriving.grants.review.models import Committee
from thriving.grants.review.states import LEAST_VOTES
from thriving.grants.review.voting import MOST_VOTERS
from thriving.programs.councils.forms.calls import RubricForm as RubricForm
from thriving.programs.councils.forms.councils import PersonForm as PersonForm


class MannerForm(forms.Form):
    reviews_wanted = forms.IntegerField(
        label=gettext_lazy("How many members review each proposal, at least"),
        min_value=1,
        max_value=MOST_VOTERS,
        initial=2,
    )
    quorum = forms.IntegerField(
        label=gettext_lazy("How many members vote on each proposal, at least"),
        min_value=LEAST_VOTES,
        max_value=MOST_VOTERS,
        initial=3,
    )
    is_blind = forms.BooleanField(
        label=gettext_lazy("The committee is not told who applies"),
        required=False,
        help_text=gettext_lazy(
            "Until a decision nobody but the applicants and the grants officers reads the proposals of this "
            "round, and none is handed over whose words name its applicants."
        ),
    )

    def __init__(self, committee: Committee | None, data: Any = None) -> None:
        names = ("reviews_wanted", "quorum", "is_blind")
        super().__init__(data, initial={n: getattr(committee, n) for n in names} if committee else None)

    def manner(self) -> Manner:
        return Manner(**self.cleaned_data)
