"""What is asked before a step is taken with an event."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement.forms.days import DayInput
from thriving.movement.models import People, Person
from thriving.programs.events.actions.series import MOST_REPEATS
from thriving.programs.events.models import Event, Pattern

_PAGE = re.compile(r"(?:.*/)?([0-9a-f]{32})/?")


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("Everybody who can open the event reads it."),
    )


class RemoveForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("They read it, and the organizers."),
    )


class CopyForm(forms.Form):
    first_day = forms.DateField(label=gettext_lazy("First day of the new one"), widget=DayInput)


class RepeatForm(forms.Form):
    pattern = forms.ChoiceField(
        label=gettext_lazy("How often"), choices=Pattern.choices, widget=forms.RadioSelect
    )
    times = forms.IntegerField(
        label=gettext_lazy("How many more"),
        min_value=1,
        max_value=MOST_REPEATS,
        help_text=gettext_lazy("Each is a draft of its own, at the same time by the clocks of its zone."),
    )


class OrganizerForm(forms.Form):
    who = forms.CharField(
        label=gettext_lazy("Who"),
        max_length=300,
        help_text=gettext_lazy("The name that they sign in with, or the address of their page."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "dir": "auto"}),
    )

    def clean_who(self) -> Person:
        told = self.cleaned_data["who"].strip()
        page = _PAGE.fullmatch(told)
        meant = Q(username=People.normalize_username(told)) | Q(page=page[1] if page else "")
        person = Person.objects.without_minors().filter(meant, is_active=True).first()
        if person is None:
            raise ValidationError(_("Nobody here signs in as “%(told)s”.") % {"told": told})
        return person


class DismissForm(forms.Form):
    """``who`` is one of the organizers, by the key of their row: nothing else is taken."""

    def __init__(self, event: Event, data: Any = None) -> None:
        super().__init__(data)
        people = [(str(each.pk), str(each.person)) for each in event.organizers.select_related("person")]
        self.fields["organizer"] = forms.ChoiceField(choices=people)
