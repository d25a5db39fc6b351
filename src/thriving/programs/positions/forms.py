"""What is typed of a position: what it is, and what each step needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.kernel.words import FALLBACK, Words
from thriving.movement import naming
from thriving.movement.forms.days import DayInput
from thriving.movement.models import Country, Language, Person
from thriving.movement.queries.groups import regions
from thriving.plan.models import KeyResult
from thriving.plan.states import PLAN
from thriving.programs.milestones.models import Milestone
from thriving.programs.milestones.queries import courses
from thriving.programs.positions.actions.describing import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_HOURS,
    Described,
    problems,
)
from thriving.programs.positions.actions.holding import LONGEST_NAME
from thriving.programs.positions.counting import sets_of_regions
from thriving.programs.positions.models import Position, State
from thriving.programs.positions.moments import TITLES
from thriving.programs.positions.vocabulary import ROLES
from thriving.ui import cldr

ANY = ("", _("any"))
NONE = ("", _("none"))


def _line(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(
        label=label, required=required, max_length=LONGEST_TITLE, widget=widget, help_text=help_text
    )


class PageField(forms.URLField):
    """The address of a page, or what stands behind this site's own name, such as /ask/."""

    widget = forms.TextInput(attrs={"dir": "ltr", "inputmode": "url"})

    def to_python(self, value: Any) -> str | None:
        typed = str(value or "").strip()
        return typed if typed.startswith("/") else super().to_python(value)

    def run_validators(self, value: Any) -> None:
        if not str(value).startswith("/"):
            super().run_validators(value)


class PositionForm(forms.Form):
    title = _line(_("Title"), required=True)
    role = forms.ChoiceField(label=_("Role"), choices=ROLES.items())
    summary = forms.CharField(
        label=_("Description"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("What is to be done, and for whom. Everybody reads it."),
    )
    region = forms.ChoiceField(label=_("Region"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    theme = _line(_("Theme"), _("Such as gender, or heritage."))
    hours = forms.IntegerField(label=_("Hours a week"), required=False, min_value=1, max_value=MOST_HOURS)
    first_day = forms.DateField(label=_("Term: first day planned"), required=False, widget=DayInput)
    last_day = forms.DateField(
        label=_("Term: last day"), required=False, widget=DayInput, help_text=_("Empty: without an end.")
    )
    call = PageField(label=_("Where one applies"), required=False, max_length=500, assume_scheme="https")
    serves = forms.ChoiceField(label=_("Key result that it serves"), required=False)

    def __init__(self, position: Position | None = None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(position) if position else None)
        self.position = position
        choices: dict[str, list[Any]] = {
            "region": _regions(position.region if position else ""),
            **_choices(),
        }
        for name, offered in choices.items():
            self.fields[name].choices = [NONE, *offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems(self.described()):
                self.add_error(field, sentence)
        return said

    def described(self) -> Described:
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("serves", "key")}
        plan, _slash, key_result = self.cleaned_data["serves"].partition("/")
        words = {name: self._words(name, said.pop(name)) for name in ("title", "summary", "theme")}
        return Described(**{**words, **said, "plan": plan, "key_result": key_result})

    def _words(self, name: str, typed: str) -> Words:
        before = getattr(self.position, name) if self.position else {}
        return Words({**before, get_language() or FALLBACK: typed})


class NewForm(PositionForm):
    key = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=60,
        help_text=_("Small Latin letters, digits and hyphens. Left empty, it is made from the title."),
    )
    field_order = ("title", "key")


class ListForm(forms.Form):
    """What a reader asks the list."""

    state = forms.ChoiceField(label=_("State"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[ANY, *ROLES.items()])
    region = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        states = [each for each in State.choices if each[0] != State.DRAFT]
        self.fields["state"].choices = [ANY, *states]  # type: ignore[attr-defined]
        self.fields["region"].choices = [ANY, *_named(regions())]  # type: ignore[attr-defined]


class DayForm(forms.Form):
    on = forms.DateField(label=_("Day"), widget=DayInput, initial=clock.today)


class HolderForm(forms.Form):
    on = forms.DateField(label=_("First day at work"), widget=DayInput)
    holder = forms.CharField(
        label=_("User name"),
        required=False,
        max_length=150,
        help_text=_(
            "If they have an account here. Others do not read it; they are asked if they want to be named."
        ),
    )

    def clean_holder(self) -> Person | None:
        said = self.cleaned_data["holder"].strip()
        if not said:
            return None
        if found := Person.objects.without_minors().filter(username=said, is_active=True).first():
            return found
        raise forms.ValidationError(_("Nobody here has this user name."))


class CloseForm(DayForm):
    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Everybody reads it."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Those who look after the position read it."),
    )


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Name that everybody sees"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Empty: only that somebody holds it."),
    )


class StepForm(forms.Form):
    """Which step of which milestone a moment of the position reaches."""

    moment = forms.ChoiceField(label=_("When this is there"), choices=[(key, key) for key in TITLES])
    step = forms.ChoiceField(label=_("This step is reached"))

    def __init__(self, milestones: list[Milestone], data: Any = None) -> None:
        super().__init__(data)
        self.milestones = {each.key: each for each in milestones}
        self.fields["moment"].choices = MOMENTS  # type: ignore[attr-defined]
        self.fields["step"].choices = [  # type: ignore[attr-defined]
            (f"{course.key}/{step.key}", f"{course.title}: {step.title}")
            for course in courses(milestones)
            for step in course.steps
            if not step.tie
        ]

    def chosen(self) -> tuple[Milestone, str]:
        key, _slash, step = self.cleaned_data["step"].partition("/")
        return self.milestones[key], step


MOMENTS = (
    ("described", _("The description of the position")),
    ("opened", _("The call for applications")),
    ("filled", _("Somebody’s first day at work")),
)


def _choices() -> dict[str, list[tuple[str, str]]]:
    countries = Country.objects.filter(gone_on=None).values_list("code", flat=True)
    languages = Language.objects.values_list("code", flat=True)
    return {
        "country": _named({code: cldr.country_name(code) for code in countries}),
        "language": _named({code: cldr.language_name(code) for code in languages}),
        "serves": _key_results(),
    }


def _named(names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda each: each[1])


def _regions(also: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """Those by which plans count, under the sets in which they look for people; ``also``: said before."""
    names, sets = regions() | ({also: naming.region_name(also)} if also else {}), sets_of_regions()
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for key, name in names.items():
        asked = tuple(str(each.title) for each in sets if key in each.keys)
        found.setdefault(asked, {})[key] = name
    return [(_group(asked), _named(found[asked])) for asked in sorted(found, reverse=True)]


def _group(asked: tuple[str, ...]) -> str:
    if not asked:
        return gettext("Other regions")
    return gettext("Plans look for people here: %(sets)s") % {"sets": cldr.listed(asked)}


def _key_results() -> list[tuple[str, str]]:
    way = "objective__priority__plan"
    found = KeyResult.objects.exclude(**{f"{way}__state": PLAN.start}).select_related(way)
    return [
        (f"{each.objective.priority.plan.key}/{each.key}", f"{each.number}. {each.title}")
        for each in found.order_by(f"-{way}__starts_on", "number")
    ]


def _initial(position: Position) -> dict[str, Any]:
    plain = ("role", "region", "country", "language", "hours", "first_day", "last_day", "call")
    words = {name: str(getattr(position, name)) for name in ("title", "summary", "theme")}
    serves = f"{position.plan}/{position.key_result}" if position.key_result else ""
    return {**words, **{name: getattr(position, name) for name in plain}, "serves": serves}
