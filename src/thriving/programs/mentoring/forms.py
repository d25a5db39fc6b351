"""What mentors and newcomers type."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import clock
from thriving.movement.forms import choosing
from thriving.movement.forms.days import DayInput
from thriving.movement.forms.profile import SkillsField
from thriving.movement.models import Person
from thriving.programs.mentoring.actions.pairing import LONGEST
from thriving.programs.mentoring.actions.telling import MOST_HOURS, Told, problems
from thriving.programs.mentoring.models import EARLIEST, LATEST, MOST_AT_ONCE, Lines, Offer, Outcome

ROWS = 3  # for languages
_USUAL = timedelta(days=180)
_HOUR = timedelta(hours=1)


class LinesForm(forms.Form):
    """Both sides tell the same; a mentor says beside it how many newcomers at once."""

    skills = SkillsField(label=gettext_lazy("Skills"))
    hours = forms.IntegerField(label=gettext_lazy("Hours a month"), min_value=1, max_value=MOST_HOURS)
    utc_offset = forms.TypedChoiceField(
        label=gettext_lazy("Clock"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("By how many hours your clocks differ from UTC; nothing finer is asked."),
    )
    until = forms.DateField(
        label=gettext_lazy("Until"),
        widget=DayInput,
        help_text=gettext_lazy("The last day; within a year."),
    )
    words = forms.CharField(
        label=gettext_lazy("In your own words"),
        required=False,
        max_length=280,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("One line, without your name: it is read before both of you have agreed."),
    )

    def __init__(self, person: Person, lines: Lines | None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(person, lines))
        self.known = choosing.languages_by_name()
        self.fields["utc_offset"].choices = [("", _("I do not say")), *_clocks()]  # type: ignore[attr-defined]  # a choice
        for row in range(ROWS):
            self.fields[f"language_{row}"] = _language_field(required=row == 0)

    def language_fields(self) -> list[forms.BoundField]:
        return [self[f"language_{row}"] for row in range(ROWS)]

    def language_names(self) -> list[str]:
        return sorted({choosing.written(code) for code in self.known.values()})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["languages"] = tuple(self._languages(said))
        if not self.errors:
            for field, sentence in problems(self.told()):
                self.add_error(field if field in self.fields else "language_0", sentence)
        return said

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            skills=tuple(said["skills"]),
            languages=said["languages"],
            hours=said["hours"],
            until=said["until"],
            utc_offset=said["utc_offset"],
            words=said["words"],
            capacity=said.get("capacity", 1),
        )

    def _languages(self, said: dict[str, Any]) -> Any:
        for row in range(ROWS):
            if told := said.get(f"language_{row}", "").strip():
                if code := self.known.get(told.casefold()):
                    yield code
                else:
                    self.add_error(
                        f"language_{row}", _("No language here is called “%(told)s”.") % {"told": told}
                    )


class OfferForm(LinesForm):
    capacity = forms.IntegerField(
        label=gettext_lazy("Newcomers at once"), min_value=1, max_value=MOST_AT_ONCE, initial=1
    )


class LetterForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("A note"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("Only the two of you read it. You can delete it again."),
    )


class OutcomeForm(forms.Form):
    answer = forms.ChoiceField(
        label=gettext_lazy("What came of it?"), choices=Outcome.Answer.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=gettext_lazy("Why, in a few words"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("The other one does not read it. If you stopped, say why."),
    )


def _language_field(*, required: bool) -> forms.CharField:
    widget = forms.TextInput(attrs={"list": "languages", "dir": "auto", "autocomplete": "off"})
    return forms.CharField(label=gettext_lazy("Language"), required=required, max_length=100, widget=widget)


def _clocks() -> list[tuple[str, str]]:
    return [(str(hours), f"UTC{hours:+d}") for hours in range(EARLIEST, LATEST + 1)]


def _initial(person: Person, lines: Lines | None) -> dict[str, Any]:
    if lines is None:
        spoken = list(person.languages.order_by("-level", "language").values_list("language", flat=True))
        told: dict[str, Any] = {"until": clock.today() + _USUAL, "utc_offset": _offset_of(person)}
    else:
        spoken = lines.languages
        told = {name: getattr(lines, name) for name in ("skills", "hours", "utc_offset", "until", "words")}
    if isinstance(lines, Offer):
        told["capacity"] = lines.capacity
    return told | {f"language_{row}": choosing.written(code) for row, code in enumerate(spoken[:ROWS])}


def _offset_of(person: Person) -> int | None:
    """Of the time zone that they chose; who chose none is not guessed."""
    if person.time_zone == "UTC":
        return None
    offset = clock.now().astimezone(ZoneInfo(person.time_zone)).utcoffset()
    return round(offset / _HOUR) if offset is not None else None
