"""What is typed of a meeting: when it is, who comes, what is decided, what is written of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thriving.kernel.words import FALLBACK
from thriving.movement.forms import choosing
from thriving.movement.forms.days import DayInput
from thriving.programs.asking.forms import LanguageField
from thriving.programs.councils.actions import minutes
from thriving.programs.councils.actions.meetings import LONGEST_TEXT, LONGEST_TITLE, MOST_PEOPLE, When
from thriving.programs.councils.forms.councils import PersonForm
from thriving.programs.councils.forms.recommendations import VoteForm, text_field, title_field
from thriving.programs.councils.models import Meeting, Part, Presence


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class WhenForm(forms.Form):
    day = forms.DateField(label=gettext_lazy("Day"), widget=DayInput)
    begins = forms.TimeField(label=gettext_lazy("begins at"), widget=ClockInput())
    ends = forms.TimeField(
        label=gettext_lazy("ends at"),
        widget=ClockInput(),
        help_text=gettext_lazy("Earlier than it begins: on the next day."),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("Of the clocks by which these times are meant."),
    )
    how_to_join = text_field(
        gettext_lazy("How to join"),
        LONGEST_TEXT,
        gettext_lazy("Only those who are expected read it."),
        rows=3,
        required=False,
    )

    def __init__(self, meeting: Meeting | None, zone: str, data: Any = None) -> None:
        names = ("day", "begins", "ends", "time_zone", "how_to_join")
        kept = {name: getattr(meeting, name) for name in names} if meeting else {"time_zone": zone}
        super().__init__(data, initial=kept)
        cast("forms.ChoiceField", self.fields["time_zone"]).choices = choosing.time_zones()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            said["when"] = When(said["day"], said["begins"], said["ends"], said["time_zone"])
        return said


class PlanForm(WhenForm):
    quorum = forms.IntegerField(
        label=gettext_lazy("Quorum"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        help_text=gettext_lazy("How many members must be there to decide. Empty: more than half."),
    )


class ItemForm(forms.Form):
    title = title_field(gettext_lazy("What it is about"), LONGEST_TITLE)
    text = text_field(gettext_lazy("More of it"), LONGEST_TEXT, required=False)
    paper = forms.FileField(
        label=gettext_lazy("Paper"),
        required=False,
        help_text=gettext_lazy("A PDF, a picture or a table. It is kept with its fingerprint."),
    )


class ChooseForm(forms.Form):
    """One of the records that belong to a meeting."""

    which = forms.TypedChoiceField(label=gettext_lazy("Which one"), coerce=int)

    def __init__(self, choices: list[tuple[int, str]], data: Any = None) -> None:
        super().__init__(data)
        cast("forms.ChoiceField", self.fields["which"]).choices = choices


class ExpectForm(PersonForm):
    part = forms.ChoiceField(
        label=gettext_lazy("As what"),
        choices=[(Part.ADULT, Part.ADULT.label), (Part.OBSERVER, Part.OBSERVER.label)],
        widget=forms.RadioSelect,
    )


class ThereForm(forms.Form):
    present = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who is there"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, people: Mapping[int, str], data: Any = None) -> None:
        super().__init__(data)
        cast("forms.ChoiceField", self.fields["present"]).choices = list(people.items())


class CameForm(forms.Form):
    """A field for each who was expected, by the number of the attendance."""

    def __init__(self, people: Mapping[int, str], now: Mapping[int, str], data: Any = None) -> None:
        super().__init__(data)
        choices = [each for each in Presence.choices if each[0] != Presence.EXPECTED]
        for pk, name in people.items():
            initial = Presence.ABSENT if now[pk] == Presence.EXPECTED else now[pk]
            self.fields[f"of_{pk}"] = forms.ChoiceField(label=name, choices=choices, initial=initial)

    def presence(self) -> dict[int, str]:
        return {int(name.removeprefix("of_")): said for name, said in self.cleaned_data.items()}

    def clean(self) -> dict[str, Any]:
        super().clean()
        return {"presence": self.presence()}


class DecideForm(VoteForm):
    text = text_field(gettext_lazy("What was decided"), minutes.LONGEST_DECISION)
    field_order = ("text",)


class MinutesForm(forms.Form):
    text = text_field(
        gettext_lazy("Minutes"),
        minutes.LONGEST,
        gettext_lazy("Without names: who agreed to be named is named by the page itself."),
        rows=14,
    )
    language = LanguageField(label=gettext_lazy("Language of the minutes"))

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        last = meeting.minutes.first()
        language = last.language if last else get_language() or FALLBACK
        initial = {"text": last.text if last else "", "language": choosing.written(language)}
        super().__init__(data, initial=initial)


class AgreeForm(ChooseForm):
    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        numbers = meeting.minutes.values_list("number", flat=True)
        super().__init__([(each, _("Version %(number)d") % {"number": each}) for each in numbers], data)


class CallOffForm(forms.Form):
    reason = text_field(
        gettext_lazy("Reason"), LONGEST_TEXT, gettext_lazy("Those who were expected read it."), rows=3
    )
