from __future__ import annotations

from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.funds.forms import fields
from thriving.grants.proposals.actions import RoleSaid
from thriving.grants.proposals.actions.applying import LONGEST_NEEDS, LONGEST_ROLE, MOST_ROLES
from thriving.grants.proposals.forms.writing import RevisionForm
from thriving.grants.proposals.models import Proposal
from thriving.movement.models import Person

MORE_ROLES = 3  # empty ones below those that are there


class JoinForm(forms.Form):
    """Who is asked to apply too, by their user name."""

    person = fields.line(gettext_lazy("User name"))

    def clean_person(self) -> Person:
        called = Person.objects.normalize_username(self.cleaned_data["person"])
        found = Person.objects.without_minors().filter(username=called, is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("Nobody here has this user name."), code="nobody")
        return found


class RoleForm(forms.Form):
    body = fields.line(
        gettext_lazy("Where"),
        required=False,
        longest=LONGEST_ROLE,
        help_text=gettext_lazy("An affiliate, a committee, the Foundation, a company."),
    )
    role = fields.line(gettext_lazy("Role"), required=False, longest=LONGEST_ROLE)
    paid = forms.BooleanField(label=gettext_lazy("It is paid"), required=False)

    def clean(self) -> dict[str, Any]:
        it = super().clean() or {}
        if bool(it.get("body")) != bool(it.get("role")):
            self.add_error(None, _("Say of each role what it is, and where you have it."))
        return it

    def said(self) -> RoleSaid | None:
        it = self.cleaned_data
        return RoleSaid(it["body"], it["role"], paid=it["paid"]) if it.get("role") else None


class RoleFormSet(BaseFormSet[RoleForm]):
    def said(self) -> list[RoleSaid]:
        return [said for form in self.forms if (said := form.said())]


_ROLES = formset_factory(
    RoleForm, formset=RoleFormSet, extra=MORE_ROLES, max_num=MOST_ROLES, absolute_max=MOST_ROLES
)


def roles_form(proposal: Proposal, by: Person, data: Any = None) -> RoleFormSet:
    mine = proposal.roles.filter(said_by=by.key).values("body", "role", "paid")
    return _ROLES(data, initial=list(mine), prefix="role")  # type: ignore[return-value] # of the factory


class SafetyForm(RevisionForm):
    words = fields.text(
        gettext_lazy("What your people need to be safe"),
        longest=LONGEST_NEEDS,
        rows=6,
        help_text=gettext_lazy(
            "Only you, those who apply with you and the grants officers read it; it is kept sealed."
        ),
    )
    hidden = forms.BooleanField(
        label=gettext_lazy("For our safety the proposal is read by nobody but those who work on it"),
        required=False,
    )
