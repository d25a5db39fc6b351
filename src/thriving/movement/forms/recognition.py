"""What is typed when an affiliate is taken through its recognition, and when a report is handed in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thriving.movement.actions.recognition import LARGEST_VOTE
from thriving.movement.forms.days import DayInput
from thriving.movement.models import ReportKind


class MoveForm(forms.Form):
    words = forms.CharField(
        label=_("Words for the group"),
        required=False,
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("Needed to decline, to suspend and to end. The group reads it."),
    )
    inner = forms.CharField(
        label=_("Words among those who decide"),
        required=False,
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("The group does not see them."),
    )


class VoteForm(forms.Form):
    held_on = forms.DateField(label=_("Held on"), widget=DayInput)
    in_favor = forms.IntegerField(label=_("In favor"), min_value=0, max_value=LARGEST_VOTE)
    against = forms.IntegerField(label=_("Against"), min_value=0, max_value=LARGEST_VOTE)
    abstained = forms.IntegerField(label=_("Abstained"), min_value=0, max_value=LARGEST_VOTE, initial=0)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )


class HandInForm(forms.Form):
    url = forms.URLField(
        label=_("Where it can be read"), required=False, max_length=500, assume_scheme="https"
    )
    file = forms.FileField(
        label=_("Or its file"),
        required=False,
        help_text=_("PDF, CSV or XLSX. It is not published."),
    )


class ReceiveForm(HandInForm):
    """For those who judge affiliates: a report may have come to them by another way, earlier."""

    received_on = forms.DateField(
        label=_("Received on"),
        required=False,
        widget=DayInput,
        help_text=_("If it came before today by another way."),
    )


class OweForm(forms.Form):
    what = forms.ChoiceField(label=_("Report"), choices=ReportKind.choices)
    begins_on = forms.DateField(label=_("First day that it tells of"), widget=DayInput)
    ends_on = forms.DateField(label=_("Last day that it tells of"), widget=DayInput)
    due_on = forms.DateField(label=_("Due on"), widget=DayInput)
