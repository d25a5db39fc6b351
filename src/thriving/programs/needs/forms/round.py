from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thriving.kernel.words import FALLBACK, Words
from thriving.movement.actions.groups import LONGEST_KEY, key_problem
from thriving.movement.forms.days import DayInput
from thriving.programs.needs.actions import Planned
from thriving.programs.needs.actions.rounds import LONGEST_TITLE, problems
from thriving.programs.needs.models import Round
from thriving.programs.needs.queries.plan import to_choose
from thriving.programs.needs.queries.summary import names_of_regions
from thriving.programs.needs.vocabulary import NEEDS


class RoundForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    need = forms.ChoiceField(label=gettext_lazy("What is asked for"), choices=list(NEEDS.items()))
    begins_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=DayInput,
        help_text=gettext_lazy("From it the days are counted until the answers are deleted."),
    )

    def __init__(self, one: Round | None = None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(one) if one else None)
        self.round = one
        self.language = one.language if one else get_language() or FALLBACK
        self.fields["regions"] = forms.MultipleChoiceField(
            label=_("Regions in which holders are looked for"),
            choices=list(names_of_regions(one.scheme if one else "wikimedia").items()),
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["serves"] = forms.ChoiceField(
            label=_("What the plan asks, that it serves"),
            required=False,
            choices=[("", _("Nothing")), *to_choose(one.serves if one else "")],
            help_text=_("Its set of regions says which of them count."),
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems(self.planned()):
                self.add_error(field, sentence)
        return said

    def planned(self) -> Planned:
        said = self.cleaned_data
        before = self.round.title if self.round else {}
        return Planned(
            title=Words({**before, self.language: said["title"]}),
            need=said["need"],
            begins_on=said["begins_on"],
            ends_on=said["ends_on"],
            regions=tuple(said["regions"]),
            serves=said["serves"],
        )


class NewRoundForm(RoundForm):
    key = forms.SlugField(
        label=gettext_lazy("Name in addresses"),
        max_length=LONGEST_KEY,
        help_text=gettext_lazy("Small Latin letters, digits and hyphens. It stays as it is for good."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(None, data)
        self.order_fields(("title", "key"))

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if sentence := key_problem(key):
            raise forms.ValidationError(sentence)
        return key


class MemberForm(forms.Form):
    person = forms.CharField(
        label=gettext_lazy("Their user name here"),
        max_length=150,
        help_text=gettext_lazy("They need a role that runs programs, and read what single holders answer."),
    )


class TableForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Table"), help_text=gettext_lazy("CSV or a spreadsheet (.xlsx).")
    )


def _initial(one: Round) -> dict[str, Any]:
    names = ("need", "begins_on", "ends_on", "regions", "serves")
    return {"title": one.title.best(one.language)[0], **{name: getattr(one, name) for name in names}}
