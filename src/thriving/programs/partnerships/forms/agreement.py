"""What is typed of an agreement: its clauses, each with the findings on which it rests, and signatures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement.forms.days import DayInput
from thriving.programs.partnerships.actions.drafting import MOST_CLAUSES, ClauseSaid, Drafted
from thriving.programs.partnerships.actions.signing import Signed
from thriving.programs.partnerships.forms import fields
from thriving.programs.partnerships.models import Finding

MORE_CLAUSES = 3  # empty ones below those that are there


class ClauseForm(forms.Form):
    number = forms.CharField(label=gettext_lazy("Number"), required=False, max_length=12)
    text = fields.text(gettext_lazy("Text"), rows=3)

    def __init__(self, *given: Any, findings: Sequence[Finding] = (), **options: Any) -> None:
        super().__init__(*given, **options)
        if findings:
            self.fields["rests_on"] = forms.MultipleChoiceField(
                label=_("Rests on"),
                required=False,
                choices=[(each.key, f"{each.stream.title}: {each.title}") for each in findings],
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if bool(said.get("number")) != bool(said.get("text")):
            self.add_error(None, _("A clause needs a number and a text; to drop it, empty both."))
        return said

    def clause(self) -> ClauseSaid | None:
        said = self.cleaned_data
        if not said.get("number"):
            return None
        return ClauseSaid(said["number"], said["text"], tuple(said.get("rests_on", ())))


class ClauseFormSet(BaseFormSet[ClauseForm]):
    def said(self) -> tuple[ClauseSaid, ...]:
        return tuple(clause for form in self.forms if (clause := form.clause()))


_CLAUSES = formset_factory(
    ClauseForm, formset=ClauseFormSet, extra=MORE_CLAUSES, max_num=MOST_CLAUSES, absolute_max=MOST_CLAUSES
)


def clauses_form(
    clauses: Sequence[ClauseSaid], findings: Sequence[Finding], data: Any = None
) -> ClauseFormSet:
    initial = [
        {"number": each.number, "text": each.text, "rests_on": list(each.rests_on)} for each in clauses
    ]
    return _CLAUSES(data, initial=initial, prefix="clause", form_kwargs={"findings": findings})  # type: ignore[return-value]


class DraftForm(forms.Form):
    document = forms.FileField(
        label=gettext_lazy("Document"),
        required=False,
        help_text=gettext_lazy("The whole text as a PDF. Both sides sign exactly this file."),
    )
    changes = fields.text(gettext_lazy("What is new in this version"), rows=2)

    def drafted(self, clauses: tuple[ClauseSaid, ...], language: str = "") -> Drafted:
        said = self.cleaned_data
        return Drafted(clauses, said["changes"], language or fields.language(), said["document"])


class SignForm(forms.Form):
    seal = forms.CharField(widget=forms.HiddenInput, max_length=64)
    name = fields.line(gettext_lazy("Name of who signs"))
    office = fields.line(gettext_lazy("Office"), required=False)
    on = forms.DateField(label=gettext_lazy("Signed on"), widget=DayInput)
    read = forms.BooleanField(label=gettext_lazy("This is the text that was read and signed"))

    def signed(self) -> Signed:
        said = self.cleaned_data
        return Signed(said["seal"], said["name"], said["office"], said["on"])
