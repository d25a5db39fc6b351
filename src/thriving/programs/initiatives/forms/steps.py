"""What an initiative's steps ask for, and who is named on its page."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement.models import People, Person
from thriving.movement.queries import people
from thriving.programs.initiatives.forms.fields import text_field
from thriving.programs.initiatives.models import Part

LONGEST_REASON = 1_000
_PAGE = re.compile(r"(?:.*/)?([0-9a-f]{32})/?")


class ReasonForm(forms.Form):
    reason = text_field(gettext_lazy("Reason"), LONGEST_REASON, gettext_lazy("Everybody reads it."), 3)


class PlacesForm(forms.Form):
    left = forms.IntegerField(label=gettext_lazy("Places that are left now"), min_value=0)


class WhoForm(forms.Form):
    """Somebody whose name whoever types may see; the others are as if they were not there."""

    who = forms.CharField(
        label=gettext_lazy("Who"),
        max_length=300,
        help_text=gettext_lazy("The name that they sign in with, or the address of their page."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "dir": "auto"}),
    )
    part = forms.ChoiceField(label=gettext_lazy("What they do"), choices=Part.choices)

    def __init__(self, reader: Any, data: Any = None) -> None:
        super().__init__(data)
        self.reader = reader

    def clean_who(self) -> Person:
        told = self.cleaned_data["who"].strip()
        page = _PAGE.fullmatch(told)
        meant = Q(username=People.normalize_username(told)) | Q(page=page[1] if page else "")
        person = people.visible(self.reader).filter(meant, is_active=True).first()
        if person is None:
            raise ValidationError(_("Nobody here signs in as “%(told)s”.") % {"told": told})
        return person
