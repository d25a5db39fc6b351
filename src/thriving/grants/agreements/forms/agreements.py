from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.agreements.actions import Terms
from thriving.grants.agreements.actions.drafting import problems
from thriving.grants.agreements.forms import fields
from thriving.grants.agreements.models import Template, Text
from thriving.grants.agreements.queries import templates_in_use
from thriving.grants.proposals.models import Proposal
from thriving.grants.review.queries.deciding import decision_on
from thriving.kernel import access
from thriving.movement.forms.days import DayField
from thriving.movement.forms.opened import OverForm
from thriving.programs.campaigns.models import Campaign
from thriving.programs.events.models import Event
from thriving.programs.initiatives.models import Initiative

# By what sort, the records and the rule by which the reader may see one.
WORKS: dict[str, tuple[type[Event | Campaign | Initiative], str]] = {
    "event": (Event, "see_event"),
    "campaign": (Campaign, "see_campaign"),
    "initiative": (Initiative, "see_initiative"),
}


_WRITTEN = ("begins_on", "ends_on", "our_name", "their_name", "conditions", "changes")


class ReasonForm(forms.Form):
    reason = fields.text(gettext_lazy("Reason"))


class TermsForm(OverForm):
    begins_on = DayField(label=gettext_lazy("First day"))
    ends_on = DayField(label=gettext_lazy("Last day"))
    our_name = fields.line(gettext_lazy("Who grants the money"))
    their_name = fields.line(gettext_lazy("Who is granted the money"))
    conditions = fields.text(gettext_lazy("Conditions of this grant"), rows=4, required=False)
    changes = fields.text(gettext_lazy("What is new in this text"), rows=2, required=False)

    field_order = ("template", "award")

    def __init__(self, proposal: Proposal, text: Text | None, data: Any = None) -> None:
        super().__init__(data, initial=_shown(proposal, text))
        self.proposal = proposal
        self.fields["template"] = forms.ModelChoiceField(
            templates_in_use(), label=_("Template"), initial=text.template if text else None
        )
        self.fields["award"] = fields.MoneyField(
            proposal.currency, _("Amount in %(currency)s") % {"currency": proposal.currency}
        )
        self.order_fields(self.field_order)
        if text:
            self.over(lambda: Text.objects.values_list("template", "award", *_WRITTEN).get(pk=text.pk))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems(self.proposal, self.terms()):
                self.add_error(field, sentence)
        return said

    def terms(self) -> Terms:
        return Terms(**{name: each for name, each in self.cleaned_data.items() if name != "template"})

    @property
    def template(self) -> Template:
        found: Template = self.cleaned_data["template"]
        return found


class WorkForm(forms.Form):
    sort = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=[
            ("event", gettext_lazy("An event")),
            ("campaign", gettext_lazy("A campaign")),
            ("initiative", gettext_lazy("An initiative")),
        ],
    )
    key = forms.CharField(
        label=gettext_lazy("Its name in addresses"),
        max_length=60,
        help_text=gettext_lazy("The last part of the address of its page."),
    )

    def __init__(self, reader: Any, data: Any = None) -> None:
        super().__init__(data)
        self.reader = reader
        self.work: Any = None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            model, rule = WORKS[said["sort"]]
            self.work = access.within(self.reader, rule, model._base_manager.filter(key=said["key"])).first()
            if self.work is None:
                self.add_error("key", _("Nothing of this sort has this name."))
        return said


class AmountForm(forms.Form):
    def __init__(self, currency: str, data: Any = None) -> None:
        super().__init__(data)
        self.fields["amount"] = fields.MoneyField(
            currency, _("Amount in %(currency)s") % {"currency": currency}
        )


def _shown(proposal: Proposal, text: Text | None) -> dict[str, Any]:
    """What stands in the form at first: the text before, or what the proposal says."""
    if text is None:
        award = proposal.award
        amount = str(award).partition(" ")[0] if award else ""
        decided = decision_on(proposal)
        days = {"begins_on": proposal.begins_on, "ends_on": proposal.ends_on}
        return {
            "award": amount,
            **days,
            **_names(proposal),
            "conditions": decided.conditions if decided else "",
        }
    shown = {name: getattr(text, name) for name in _WRITTEN}
    return {**shown, "award": str(text.money).partition(" ")[0]}


def _names(proposal: Proposal) -> dict[str, str]:
    affiliate = str(proposal.affiliate) if proposal.affiliate else ""
    return {"our_name": str(proposal.round.fund), "their_name": affiliate or proposal.organization}
