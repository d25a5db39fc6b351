"""What is typed of a triage, of risks and what is done against them, and of a review."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement.forms.days import DayInput
from thriving.movement.forms.opened import OverForm
from thriving.movement.models import Person
from thriving.movement.queries.accounts import accounts_of
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions.assessing import Said
from thriving.safety.event_risk.actions.holding import LONGEST_TEXT
from thriving.safety.event_risk.forms.readiness import text
from thriving.safety.event_risk.matrix import STEPS, Domain, Matrix, Words
from thriving.safety.event_risk.models import Assessment, Effect, Risk
from thriving.safety.event_risk.queries.assessments import owners_of
from thriving.safety.event_risk.questionnaire import NEWEST, Answer


class TriageForm(forms.Form):
    """One question below the other; no answer stands there before somebody gives it."""

    words = text(
        gettext_lazy("What a second person should know"),
        LONGEST_TEXT,
        gettext_lazy("Where less care is enough, somebody else agrees first."),
        required=False,
    )
    field_order = [each.key for each in NEWEST.questions]

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for each in NEWEST.questions:
            self.fields[each.key] = forms.ChoiceField(
                label=str(each.words), choices=Answer.choices, widget=forms.RadioSelect
            )
        self.order_fields(self.field_order)

    def answers(self) -> dict[str, str]:
        return {each.key: self.cleaned_data[each.key] for each in NEWEST.questions}


class ReasonForm(forms.Form):
    reason = text(
        gettext_lazy("Reason"), LONGEST_TEXT, gettext_lazy("It is sealed: those who read it here see it.")
    )


class ContextForm(OverForm):
    context = text(
        gettext_lazy("What matters of the place"),
        LONGEST_TEXT,
        gettext_lazy("The law there, the authorities, how one travels, what happened before. Without names."),
        required=False,
    )
    nothing_found = forms.MultipleChoiceField(
        label=gettext_lazy("Looked at, and nothing found"),
        choices=Domain.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def _steps(words: Words, label: Any, help_text: Any = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=list(zip(STEPS, words, strict=True)),
        coerce=int,
        widget=forms.RadioSelect,
    )


class RiskForm(OverForm):
    """The words for how bad it would be are those of its domain."""

    threat = text(
        gettext_lazy("What could happen"), LONGEST_TEXT, gettext_lazy("Say it of roles, such as “a speaker”.")
    )
    vulnerability = text(gettext_lazy("What makes it worse"), LONGEST_TEXT, required=False)
    capacity = text(gettext_lazy("What helps already"), LONGEST_TEXT, required=False)

    def __init__(self, matrix: Matrix, domain: str, data: Any = None, risk: Risk | None = None) -> None:
        super().__init__(data, initial=_of(risk) if risk else None)
        self.domain = domain
        consequences = matrix.tables[domain].consequences
        after = gettext_lazy("Once everything is done that is planned. Say below each risk what that is.")
        self.fields |= {
            "likelihood": _steps(matrix.likelihoods, _("How likely it is now")),
            "consequence": _steps(consequences, _("How bad it would be now")),
            "residual_likelihood": _steps(matrix.likelihoods, _("How likely it remains"), after),
            "residual_consequence": _steps(consequences, _("How bad it would remain"), after),
        }

    def said(self) -> Said:
        return Said(self.domain, **self.cleaned_data)


def _of(risk: Risk) -> dict[str, Any]:
    names = ("threat", "vulnerability", "capacity", "likelihood", "consequence")
    return {name: getattr(risk, name) for name in (*names, "residual_likelihood", "residual_consequence")}


class _OwnedForm(forms.Form):
    owner = forms.ChoiceField(label=gettext_lazy("Who answers for it"))

    def __init__(self, event: Event, data: Any = None, but: Person | None = None) -> None:
        super().__init__(data)
        found = owners_of(event)
        if but:
            found = found.exclude(pk__in=accounts_of(but).values("pk"))
        self.people = {each.key: each for each in found}
        choices = [("", "—"), *((key, each.called) for key, each in self.people.items())]
        cast("forms.ChoiceField", self.fields["owner"]).choices = choices

    def clean_owner(self) -> Person:
        return self.people[self.cleaned_data["owner"]]


class HandOverForm(_OwnedForm):
    pass


class MeasureForm(_OwnedForm):
    words = text(gettext_lazy("What is done"), LONGEST_TEXT)
    effect = forms.ChoiceField(
        label=gettext_lazy("What it changes"), choices=Effect.choices, widget=forms.RadioSelect
    )
    due_on = forms.DateField(label=gettext_lazy("Done by"), widget=DayInput)
    field_order = ("words", "effect", "owner", "due_on")


class ConditionForm(_OwnedForm):
    words = text(gettext_lazy("What must be true"), LONGEST_TEXT)
    due_on = forms.DateField(label=gettext_lazy("Done by"), widget=DayInput)
    field_order = ("words", "owner", "due_on")


class EvidenceForm(forms.Form):
    evidence = text(gettext_lazy("What shows that it is done"), LONGEST_TEXT)


class SeenForm(forms.Form):
    """A decision is on what its reader had before them: not on what was handed in again meanwhile."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, assessment: Assessment, data: Any = None) -> None:
        super().__init__(data, initial={"seen": seen_of(assessment)})
        self.assessment = assessment

    def clean_seen(self) -> str:
        if self.cleaned_data["seen"] != seen_of(self.assessment):
            raise ValidationError(_("It was handed in again since you opened it: read it again first."))
        return str(self.cleaned_data["seen"])


class DecisionForm(SeenForm):
    reason = text(
        gettext_lazy("Reason"), LONGEST_TEXT, gettext_lazy("It is sealed: those who read it here see it.")
    )


class AcceptForm(SeenForm):
    reason = text(gettext_lazy("Reason"), LONGEST_TEXT, required=False)


def seen_of(assessment: Assessment) -> str:
    return f"{assessment.number}/{assessment.submitted_at and assessment.submitted_at.isoformat()}"


class AlertForm(forms.Form):
    country = forms.ChoiceField(label=gettext_lazy("Country"))
    words = text(gettext_lazy("What has changed"), LONGEST_TEXT)
    source = forms.URLField(
        label=gettext_lazy("The page that says so"), max_length=500, assume_scheme="https"
    )

    def __init__(self, countries: list[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        cast("forms.ChoiceField", self.fields["country"]).choices = countries
