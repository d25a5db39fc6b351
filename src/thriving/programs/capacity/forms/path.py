"""A growth path as an affiliate plans it, and as it ends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement.forms import choosing
from thriving.movement.forms.days import DayInput
from thriving.movement.models import Affiliate, Person
from thriving.programs.capacity import catalog, sealing
from thriving.programs.capacity.actions import Planned
from thriving.programs.capacity.actions.growing import LONGEST_REACHED, LONGEST_WHO, first_of, problems
from thriving.programs.capacity.models import Path, Serves
from thriving.programs.initiatives.queries import offered
from thriving.ui import cldr

ROWS = 4  # for languages
_AS_KEPT = ("initiative", "capacities", "serves", "who", "begins", "until")


class PathForm(forms.Form):
    initiative = forms.ChoiceField(label=gettext_lazy("Program"))
    capacities = forms.MultipleChoiceField(
        label=gettext_lazy("What is to grow"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("What is not ticked before the start does not count afterwards."),
    )
    serves = forms.ChoiceField(label=gettext_lazy("Whom it serves"), choices=Serves.choices)
    who = forms.CharField(
        label=gettext_lazy("Who they are"),
        required=False,
        max_length=LONGEST_WHO,
        help_text=gettext_lazy("Such as which schools, in which towns; never anybody’s name."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    begins = forms.DateField(
        label=gettext_lazy("First day of the program"),
        widget=DayInput,
        help_text=gettext_lazy("Start the path before this day."),
    )
    until = forms.DateField(
        label=gettext_lazy("Last day of the program"),
        widget=DayInput,
        help_text=gettext_lazy("Your affiliate is assessed again after this day."),
    )

    def __init__(self, affiliate: Affiliate, path: Path | None, by: Person, data: Any = None) -> None:
        super().__init__(data, initial=_initial(path, affiliate))
        self.affiliate, self.by = affiliate, by
        self.known = choosing.languages_by_name()
        self.assessed = first_of(affiliate)
        self.fields["initiative"].choices = [  # type: ignore[attr-defined]  # a choice
            ("", _("Choose one")),
            *((each.key, str(each.title)) for each in offered(by)),
        ]
        self.fields["capacities"].choices = [  # type: ignore[attr-defined]  # a choice
            (key, str(catalog.name_of(key, self.assessed.version if self.assessed else None)))
            for key in sealing.levels_of(self.assessed)
        ]
        for row in range(ROWS):
            self.fields[f"language_{row}"] = _language_field(required=row == 0)

    def language_fields(self) -> list[forms.BoundField]:
        return [self[f"language_{row}"] for row in range(ROWS)]

    def language_names(self) -> list[str]:
        return sorted({choosing.written(code) for code in self.known.values()})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["languages"] = tuple(dict.fromkeys(self._languages(said)))
        if not self.errors:
            for field, sentence in problems(self.planned(), self.affiliate, self.by):
                self.add_error(field if field in self.fields else "language_0", sentence)
        return said

    def planned(self) -> Planned:
        said = self.cleaned_data
        return Planned(
            initiative=said["initiative"],
            capacities=tuple(said["capacities"]),
            serves=said["serves"],
            languages=said["languages"],
            begins=said["begins"],
            until=said["until"],
            who=said["who"],
        )

    def _languages(self, said: dict[str, Any]) -> Any:
        for row in range(ROWS):
            if told := said.get(f"language_{row}", "").strip():
                if code := self.known.get(told.casefold()):
                    yield code
                else:
                    self.add_error(
                        f"language_{row}",
                        _("No language here is called “%(name)s”. Write its name or its code.")
                        % {"name": told},
                    )


class EndedForm(forms.Form):
    on = forms.DateField(label=gettext_lazy("Last day of the program"), widget=DayInput)
    why = forms.CharField(
        label=gettext_lazy("Why it ended earlier"),
        max_length=LONGEST_REACHED,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("Whoever may read the growth path reads this too."),
    )


class FinishForm(forms.Form):
    """Whom the program served. The second assessment is the newest one: it is not picked."""

    reached = forms.MultipleChoiceField(
        label=gettext_lazy("Languages of those whom it reached"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label=gettext_lazy("Whom it served"),
        max_length=LONGEST_REACHED,
        help_text=gettext_lazy("About how many, where, and how; never anybody’s name."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def __init__(self, path: Path, data: Any = None) -> None:
        super().__init__(data)
        codes = [each.language_id for each in path.languages.all()]
        self.fields["reached"].choices = [(code, cldr.language_name(code)) for code in codes]  # type: ignore[attr-defined]  # a choice


def _initial(path: Path | None, affiliate: Affiliate) -> dict[str, Any]:
    if path is None:
        return {
            f"language_{row}": choosing.written(code) for row, code in enumerate(affiliate.languages[:ROWS])
        }
    named = {name: getattr(path, name) for name in _AS_KEPT}
    codes = [each.language_id for each in path.languages.all()]
    return {**named, **{f"language_{row}": choosing.written(code) for row, code in enumerate(codes)}}


def _language_field(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Language"),
        required=required,
        max_length=120,
        widget=forms.TextInput(attrs={"list": "languages", "dir": "auto"}),
    )
