"""What lists of assessments can be asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from thriving.programs.needs.models import Assessment, Round
from thriving.programs.needs.queries.summary import names_of_regions
from thriving.programs.needs.shipped import QUESTIONS, URGENCY
from thriving.programs.needs.vocabulary import HOLDERS, NAMED_HOLDERS


class AssessmentsForm(forms.Form):
    """For everybody by region and kind; ``inside`` the team by what was answered, too."""

    def __init__(self, one: Round, asked: Mapping[str, Any], *, inside: bool) -> None:
        super().__init__(asked)
        self._ask("region", _("Region"), names_of_regions(one.scheme))
        self._ask("kind", _("Kind of holder"), HOLDERS if inside else NAMED_HOLDERS)
        if inside:
            self._ask("urgency", _("How soon something must be done"), urgencies())
            self._ask("state", _("State"), dict(Assessment.State.choices))
            self.fields["name"] = forms.CharField(label=_("Name"), required=False, max_length=200)

    def _ask(self, name: str, label: str, choices: Mapping[str, Any]) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, required=False, choices=[("", _("any")), *choices.items()]
        )


def urgencies() -> dict[str, str]:
    """By the words that come with the software; a round that words them anew keeps their keys."""
    options = next(each.options for each in QUESTIONS if each.key == URGENCY)
    return {key: _(title) for key, title in options}
