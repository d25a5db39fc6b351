from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.funds.forms import fields
from thriving.grants.funds.models import ApplicantKind
from thriving.grants.proposals.actions import Described
from thriving.grants.proposals.actions.drafting import problems
from thriving.grants.proposals.models import Proposal
from thriving.movement.forms.choosing import by_name, written
from thriving.movement.forms.days import DayField
from thriving.movement.models import Affiliate, Country, Person
from thriving.movement.queries.groups import regions
from thriving.movement.roles import OFFICERS_OF_AFFILIATES
from thriving.movement.rules.groups import led_by
from thriving.programs.asking.forms import LanguageField
from thriving.programs.initiatives.parts import to_choose
from thriving.ui import cldr

_PLAIN = ("applicant_kind", "organization", "country", "region", "begins_on", "ends_on", "priority")


class RevisionForm(forms.Form):
    """A form of a draft: it says which revision it shows, so that nobody writes over what is newer."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, proposal: Proposal, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial={"revision": proposal.revision, **(initial or {})})
        self.proposal = proposal


class WriteForm(RevisionForm):
    title = fields.line(gettext_lazy("Title"))
    summary = fields.text(gettext_lazy("What it is about"), required=True, rows=8)
    applicant_kind = forms.ChoiceField(label=gettext_lazy("Who applies"))
    affiliate = forms.ChoiceField(label=gettext_lazy("Affiliate"), required=False)
    organization = fields.line(
        gettext_lazy("Name of the group or organization"),
        required=False,
        longest=200,
        help_text=gettext_lazy("Where it is no affiliate."),
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Country of the work"),
        required=False,
        help_text=gettext_lazy("Leave it out where the work is in more than one."),
    )
    region = forms.ChoiceField(label=gettext_lazy("Region of the work"), required=False)
    begins_on = DayField(label=gettext_lazy("First day of the work"), required=False)
    ends_on = DayField(label=gettext_lazy("Last day of the work"), required=False)
    priority = forms.ChoiceField(label=gettext_lazy("Priority that it serves"), required=False)

    def __init__(self, proposal: Proposal, by: Person, data: Any = None) -> None:
        super().__init__(proposal, data, _initial(proposal))
        self.by = by
        self.fields["language"] = _language(proposal)
        kinds = proposal.round.applicants or ApplicantKind.values
        self._choose("applicant_kind", [each for each in ApplicantKind.choices if each[0] in kinds])
        self._choose("affiliate", _affiliates(proposal, by))
        self._choose("country", _countries())
        self._choose("region", list(regions().items()))
        kept = [proposal.priority] if proposal.priority else []
        self._choose("priority", to_choose(priorities=kept)[0])
        self.order_fields(("title", "summary", "language"))

    def _choose(self, name: str, choices: Any) -> None:
        field: Any = self.fields[name]
        field.choices = [("", "–"), *choices]

    def clean(self) -> dict[str, Any]:
        it = super().clean() or {}
        if not self.errors:
            for field, sentence in problems(self.described(), self.proposal, self.by):
                self.add_error(field, sentence)
        return it

    def described(self) -> Described:
        it = self.cleaned_data
        return Described(
            **{name: it[name] for name in ("title", "summary", "language", "affiliate", *_PLAIN)}
        )


def _initial(proposal: Proposal) -> dict[str, Any]:
    affiliate = proposal.affiliate.key if proposal.affiliate else ""
    words = {"title": str(proposal.title), "summary": str(proposal.summary), "affiliate": affiliate}
    return {**words, **{name: getattr(proposal, name) for name in _PLAIN}}


def _language(proposal: Proposal) -> forms.Field:
    """One of those that the round takes, or any that is known here. Left out, it stays as it is."""
    label, kept, taken = _("Language in which you write it"), proposal.language, proposal.round.languages
    if not taken:
        return LanguageField(label=label, required=False, initial=written(kept))
    named = sorted(((code, cldr.language_name(code)) for code in taken), key=by_name)
    return forms.ChoiceField(label=label, required=False, choices=named, initial=kept)


def _affiliates(proposal: Proposal, by: Person) -> list[tuple[str, str]]:
    """Those of which the writer is an officer, and the one that it is for already."""
    keys = set(led_by(by, "affiliate", OFFICERS_OF_AFFILIATES))
    keys |= {proposal.affiliate.key} if proposal.affiliate else set()
    found = Affiliate.objects.filter(key__in=keys)
    return [(each.key, str(each)) for each in found]


def _countries() -> list[tuple[str, str]]:
    codes = Country.objects.filter(gone_on=None).values_list("code", flat=True)
    return sorted(((code, cldr.country_name(code)) for code in codes), key=by_name)
