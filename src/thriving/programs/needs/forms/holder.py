from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import clock
from thriving.movement.forms.choosing import by_name
from thriving.movement.forms.days import DayInput
from thriving.movement.forms.groups import NamedField
from thriving.movement.models import Country
from thriving.movement.queries.called import languages_called
from thriving.programs.needs.actions import Told
from thriving.programs.needs.actions.assessing import LONGEST_CONTACT, LONGEST_NAME, problems
from thriving.programs.needs.models import Assessment
from thriving.programs.needs.vocabulary import HOLDERS
from thriving.programs.partnerships.queries import partners_for
from thriving.ui import cldr

PREFIX = "holder"


class HolderForm(forms.Form):
    """Who holds something, as they say it themselves."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of holder"), choices=[("", "–"), *HOLDERS.items()])
    country = forms.ChoiceField(label=gettext_lazy("Country"))
    contact = forms.CharField(
        label=gettext_lazy("How to reach you"),
        required=False,
        max_length=LONGEST_CONTACT,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("Only the team of this round reads it."),
    )
    may_be_named = forms.BooleanField(
        label=gettext_lazy("The name may stand on the public page"),
        required=False,
        help_text=gettext_lazy("Private collections are never named."),
    )

    def __init__(self, assessment: Assessment | None = None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(assessment) if assessment else None, prefix=PREFIX)
        countries: Any = self.fields["country"]
        countries.choices = [("", "–"), *_countries()]
        self.fields["languages"] = NamedField(
            label=_("Languages of what is kept"),
            help_text=_("Their names in any language, with commas between them."),
            called=languages_called,
            written=cldr.language_name,
            unknown=gettext_lazy("No language is called “%(name)s”."),
        )
        self.order_fields(("name", "kind", "country", "languages"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems(self.told()):
                self.add_error(field, sentence)
        return said

    def told(self) -> Told:
        said = self.cleaned_data
        names = ("name", "kind", "country", "languages", "may_be_named", "contact")
        return Told(**{name: said[name] for name in names}, partner=said.get("partner"))


class InvitedForm(HolderForm):
    """A holder as the team writes them down; maybe a partner that the movement knows already."""

    def __init__(self, reader: Any, assessment: Assessment | None = None, data: Any = None) -> None:
        super().__init__(assessment, data)
        self.fields["contact"].label = _("How to reach them")
        self.fields["partner"] = forms.ChoiceField(
            label=_("The partner that it is"),
            required=False,
            choices=[("", _("None")), *_partners(reader, assessment)],
        )


class TypedForm(InvitedForm):
    """The same with the day, for answers that somebody of the team types."""

    def __init__(self, reader: Any, assessment: Assessment | None = None, data: Any = None) -> None:
        super().__init__(reader, assessment, data)
        self.fields["held_on"] = forms.DateField(
            label=_("Day on which it was answered"),
            widget=DayInput,
            initial=(assessment and assessment.held_on) or clock.today(),
        )


def _countries() -> list[tuple[str, str]]:
    codes = Country.objects.filter(gone_on=None).values_list("code", flat=True)
    return sorted(((code, cldr.country_name(code)) for code in codes), key=by_name)


def _partners(reader: Any, assessment: Assessment | None) -> list[tuple[str, str]]:
    found = {each.key: str(each.title) for each in partners_for(reader)}
    kept = assessment.holder.partner if assessment else ""
    if kept and kept not in found:
        found[kept] = kept
    return sorted(found.items(), key=by_name)


def _initial(assessment: Assessment) -> dict[str, Any]:
    holder = assessment.holder
    names = ("name", "kind", "country", "languages", "may_be_named", "partner")
    return {**{name: getattr(holder, name) for name in names}, "contact": assessment.contact}
