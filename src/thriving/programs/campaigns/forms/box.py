"""A box, and what is new in its next version, as its keepers type them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thriving.programs.campaigns.actions.box import LONGEST_DAYS
from thriving.programs.campaigns.actions.campaign import LONGEST_TEXT, LONGEST_TITLE
from thriving.programs.campaigns.forms import asking
from thriving.programs.campaigns.forms.campaign import WordsForm
from thriving.programs.campaigns.models import Box
from thriving.programs.experiments.models import Experiment


class BoxForm(WordsForm):
    words = {
        "title": (_("Title"), LONGEST_TITLE, 0),
        "text": (_("What it is for, and for whom"), LONGEST_TEXT, 5),
    }

    def add_more(self) -> None:
        self.fields["days"] = forms.IntegerField(
            label=_("How many days a campaign made from it lasts"),
            required=False,
            min_value=1,
            max_value=LONGEST_DAYS,
        )
        if self.record is None:
            self.fields["key"] = asking.key()

    def initial_of(self, record: Box) -> dict[str, Any]:
        return {**super().initial_of(record), "days": record.days}


class FromCampaignForm(WordsForm):
    words = {"title": (_("Title of the box"), LONGEST_TITLE, 0)}

    def add_more(self) -> None:
        self.fields["key"] = asking.key()


class PublishForm(WordsForm):
    """``experiments``: those with a result, from which this version may have learned."""

    words = {"changes": (_("What is new in it"), LONGEST_TEXT, 4)}

    def __init__(self, experiments: list[Experiment], data: Any = None) -> None:
        super().__init__(None, data)
        if experiments:
            self.fields["experiments"] = forms.MultipleChoiceField(
                label=_("Experiments from which it learned"),
                required=False,
                choices=[(each.key, str(each.title)) for each in experiments],
                widget=forms.CheckboxSelectMultiple,
            )
