"""What people tell of themselves, each line with who may see it; whom to look for; which letters to get."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import skills, spelling
from thriving.movement.actions.profile import Letters, Lines
from thriving.movement.forms import choosing
from thriving.movement.models import Audience, Country, Level, Person, PersonSkill, Region
from thriving.ui import cldr

EMPTY_ROWS = 2  # for languages not told yet
MOST_LANGUAGES = 20
LINES = ("name", "about", "where", "languages", "knows", "offers", "wishes")


class SkillsField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, choices=choosing.skills_by_group, **options)


class ProfileForm(forms.Form):
    """Without a script: as many rows for languages as are told, and some more."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        help_text=gettext_lazy("As others see it: your name, or any other."),
    )
    about = forms.CharField(
        label=gettext_lazy("About me"),
        max_length=280,
        required=False,
        help_text=gettext_lazy("One line of plain text."),
    )
    where = forms.ChoiceField(
        label=gettext_lazy("Where"),
        required=False,
        help_text=gettext_lazy("As coarse as you like: nothing, a region, or a country; never finer."),
    )
    knows = SkillsField(label=gettext_lazy("What I know"))
    offers = SkillsField(label=gettext_lazy("What I can help with"))
    wishes = SkillsField(label=gettext_lazy("What I want to learn"))

    def __init__(self, person: Person, data: Any = None) -> None:
        self.person = person
        spoken = [(each.language_id, each.level) for each in person.languages.order_by("language")]
        super().__init__(data, initial=_told(person, spoken))
        self.known = choosing.languages_by_name()
        _choose(self, "where", [("", _("I do not say")), *choosing.places()])
        self.rows = _rows(data, spoken)
        for row in range(self.rows):
            self.fields[f"language_{row}"] = _language_field()
            self.fields[f"level_{row}"] = _level_field()
        for line in LINES:
            self.fields[f"{line}_shown_to"] = _audience_field()

    def clean_name(self) -> str:
        name = spelling.line(self.cleaned_data["name"])
        if not name:
            raise ValidationError(_("A name needs letters that can be seen."))
        if spelling.mixes_scripts(name):
            raise ValidationError(
                _("A word of this name mixes letters of two scripts that look alike. Use one of them.")
            )
        return name

    def clean_about(self) -> str:
        return spelling.line(self.cleaned_data["about"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["languages"] = dict(self._languages(said))
        return said

    def lines(self) -> Lines:
        said = self.cleaned_data
        return Lines(
            name=said["name"],
            about=said["about"],
            where=_place(said["where"]),
            languages=said["languages"],
            knows=said["knows"],
            offers=said["offers"],
            wishes=said["wishes"],
            shown_to={line: Audience(said[f"{line}_shown_to"]) for line in LINES},
        )

    def language_rows(self) -> Iterator[tuple[BoundField, BoundField]]:
        return ((self[f"language_{row}"], self[f"level_{row}"]) for row in range(self.rows))

    def language_names(self) -> list[str]:
        """What a browser offers while somebody types."""
        return sorted({choosing.written(code) for code in self.known.values()})

    def _languages(self, said: dict[str, Any]) -> Iterator[tuple[str, str]]:
        for row in range(self.rows):
            told = said.get(f"language_{row}", "").strip()
            if not told:
                continue
            code = self.known.get(told.casefold())
            if code is None:
                self.add_error(
                    f"language_{row}", _("No language here is called “%(told)s”.") % {"told": told}
                )
            elif not said.get(f"level_{row}"):
                self.add_error(f"level_{row}", _("Say how well you know it."))
            else:
                yield code, said[f"level_{row}"]


class LettersForm(forms.Form):
    language = forms.ChoiceField(
        label=gettext_lazy("Language of pages and letters"), choices=choosing.site_languages
    )
    letters = forms.MultipleChoiceField(
        label=gettext_lazy("Letters by mail"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=choosing.letter_choices,
        help_text=gettext_lazy("Letters about the safety of your account always go."),
    )
    weekly = forms.BooleanField(
        label=gettext_lazy("Once a week, all that waits for me"),
        required=False,
        help_text=gettext_lazy("On Monday morning, and only if something waits."),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=choosing.time_zones,
        required=False,
        help_text=gettext_lazy("By which days and hours are told to you."),
    )

    def __init__(self, person: Person, data: Any = None) -> None:
        wanted = [each.name for each in choosing.letters() if person.wants_letters(each.name)]
        super().__init__(
            data,
            initial={
                "language": person.language,
                "letters": wanted,
                "weekly": person.weekly_letter,
                "time_zone": person.time_zone,
            },
        )

    def wishes(self) -> Letters:
        said = self.cleaned_data
        return Letters(
            language=said["language"],
            unwanted=[each.name for each in choosing.letters() if each.name not in said["letters"]],
            weekly=said["weekly"],
            time_zone=said["time_zone"] or "UTC",
        )


class DirectoryForm(forms.Form):
    """Whom to look for. What is asked wrongly finds nobody; it is no error."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    where = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    offers = forms.ChoiceField(label=gettext_lazy("Can help with"), required=False)
    wishes = forms.ChoiceField(label=gettext_lazy("Wants to learn"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        anything = ("", _("any"))
        named = sorted(
            ((code, cldr.language_name(code)) for code in choosing.language_codes()), key=choosing.by_name
        )
        _choose(self, "language", [anything, *named])
        _choose(self, "where", [anything, *choosing.places()])
        for side in ("offers", "wishes"):
            _choose(self, side, [anything, *choosing.skills_by_group()])


@dataclass(frozen=True)
class Group:
    """A group of skills with its boxes: value, label, and whether it is ticked."""

    name: str
    boxes: list[tuple[str, str, bool]]

    @property
    def ticked(self) -> int:
        return sum(each for _value, _label, each in self.boxes)


def groups_of(bound: BoundField) -> list[Group]:
    chosen = set(bound.value() or [])
    return [
        Group(str(group.name), [(each.key, str(each.name), each.key in chosen) for each in listed])
        for group, listed in skills.by_group()
    ]


def place_asked(told: str) -> dict[str, str]:
    """What a choice of ``where`` asks the directory for."""
    kind, _colon, key = told.partition(":")
    return {kind: key} if kind in ("country", "region") and key else {}


def _choose(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = choices


def _told(person: Person, spoken: list[tuple[str, str]]) -> dict[str, Any]:
    sides = {side: [each.skill for each in person.skills.filter(side=side)] for side in PersonSkill.Side}
    told = {
        "name": person.called,
        "about": person.about,
        "where": _chosen_place(person),
        "knows": sides[PersonSkill.Side.KNOWN],
        "offers": sides[PersonSkill.Side.OFFERED],
        "wishes": sides[PersonSkill.Side.WANTED],
    }
    for row, (code, level) in enumerate(spoken):
        told |= {f"language_{row}": choosing.written(code), f"level_{row}": level}
    return told | {f"{line}_shown_to": getattr(person, f"{line}_shown_to") for line in LINES}


def _chosen_place(person: Person) -> str:
    if person.country_id:
        return f"country:{person.country_id}"
    return f"region:{person.region.scheme.key}/{person.region.key}" if person.region else ""


def _place(told: str) -> Country | Region | None:
    asked = place_asked(told)
    if "country" in asked:
        return Country.objects.get(code=asked["country"])
    if "region" in asked:
        scheme, _slash, key = asked["region"].partition("/")
        return Region.objects.filter(scheme__key=scheme, key=key).order_by("-scheme__version").first()
    return None


def _rows(data: Any, spoken: list[tuple[str, str]]) -> int:
    sent = sum(1 for name in data or () if name.startswith("language_") and name[9:].isdecimal())
    return min(max(sent, len(spoken) + EMPTY_ROWS), MOST_LANGUAGES)


def _language_field() -> forms.CharField:
    widget = forms.TextInput(attrs={"list": "languages", "dir": "auto", "autocomplete": "off"})
    return forms.CharField(label=gettext_lazy("Language"), required=False, max_length=100, widget=widget)


def _level_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("How well"), required=False, choices=[("", "–"), *Level.choices]
    )


def _audience_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=gettext_lazy("Who may see it"), choices=Audience.choices)
