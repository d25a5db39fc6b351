"""What is said when a role is given or ended."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import clock
from thriving.movement import rules, scopes
from thriving.movement.forms.days import DayInput
from thriving.movement.models import People, Person
from thriving.movement.roles import Role

FEW = 200  # parts that fit a list to choose from; more are written
_PAGE = re.compile(r"(?:.*/)?([0-9a-f]{32})/?")


class GiveRoleForm(forms.Form):
    who = forms.CharField(
        label=gettext_lazy("To whom"),
        max_length=300,
        help_text=gettext_lazy("The name that they sign in with, or the address of their page."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "dir": "auto"}),
    )
    begins_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    ends_on = forms.DateField(
        label=gettext_lazy("First day without it"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("The role ends by itself; two weeks before, you both get a letter."),
    )
    why = forms.CharField(
        label=gettext_lazy("Why"), max_length=500, help_text=gettext_lazy("For those who may give this role.")
    )

    field_order = ("who", "over", "begins_on", "ends_on", "why")

    def __init__(self, role: Role, giver: Any, data: Any = None, *, initial: dict[str, Any]) -> None:
        super().__init__(data, initial={"begins_on": clock.today(), **initial})
        self.parts = _parts(role, giver)
        if role.scoped:
            self.fields["over"] = _over(self.parts, required=not role.whole)
        if role.longest:
            self.fields["ends_on"].required = True
            self.fields["ends_on"].initial = clock.today() + role.longest
        self.order_fields(self.field_order)

    def clean_who(self) -> Person:
        told = self.cleaned_data["who"].strip()
        page = _PAGE.fullmatch(told)
        meant = Q(username=People.normalize_username(told)) | Q(page=page[1] if page else "")
        person = Person.objects.without_minors().filter(meant, is_active=True).first()
        if person is None:
            raise ValidationError(_("Nobody here signs in as “%(told)s”.") % {"told": told})
        return person

    def clean_over(self) -> str:
        """A part by its scope, or by its name where it is written."""
        told = self.cleaned_data["over"].strip()
        if not told:
            return scopes.WHOLE
        meant = [scope for scope, name in self.parts.items() if told in (scope, str(name))]
        if len(meant) != 1:
            raise ValidationError(_("There is no “%(told)s”, or more than one.") % {"told": told})
        return meant[0]


class EndRoleForm(forms.Form):
    why = forms.CharField(label=gettext_lazy("Why"), max_length=500)


def _parts(role: Role, giver: Any) -> dict[str, scopes.Name]:
    to_give = rules.parts_to_give(giver, role)
    if to_give is not None:
        return scopes.names_of(to_give)
    return {scope: name for kind in role.scopes for scope, name in scopes.choices(kind).items()}


def _over(parts: dict[str, scopes.Name], *, required: bool) -> forms.Field:
    if len(parts) > FEW:
        return forms.CharField(label=gettext_lazy("Over what"), max_length=200, required=required)
    named = sorted(((scope, str(name)) for scope, name in parts.items()), key=lambda each: each[1].casefold())
    whole = [] if required else [(scopes.WHOLE, _("Nothing in particular"))]
    return forms.ChoiceField(label=gettext_lazy("Over what"), choices=whole + named, required=required)
