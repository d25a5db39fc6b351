"""What is typed of a council: its words, its owners, its charter, its seats and terms."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thriving.kernel.words import FALLBACK, Words
from thriving.movement import ages, naming
from thriving.movement.actions.groups import LONGEST_KEY, key_problem
from thriving.movement.forms import choosing
from thriving.movement.forms.days import DayInput
from thriving.movement.models import People, Person, Region
from thriving.movement.queries.places import divisions
from thriving.programs.councils.actions.councils import (
    LONGEST_CHARTER,
    LONGEST_CONTACT,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_TERMS,
    Described,
    problems,
)
from thriving.programs.councils.actions.seats import LONGEST_NAME, Kept
from thriving.programs.councils.models import Council
from thriving.programs.councils.moments import MOMENTS
from thriving.programs.councils.queries.preparing import key_results_led
from thriving.programs.milestones.queries import Course

_PAGE = re.compile(r"(?:.*/)?([0-9a-f]{32})/?")
_BETWEEN = re.compile(r"[,;\n،、，؛]+")
ROWS = 3  # for languages


def line(label: Any, longest: int, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(
        label=label, max_length=longest, help_text=help_text, required=required, widget=widget
    )


def text(
    label: Any, longest: int, help_text: Any = "", *, rows: int = 4, required: bool = True
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(
        label=label, max_length=longest, help_text=help_text, required=required, widget=widget
    )


class BandsField(forms.MultipleChoiceField):
    """Bands of ages, by the cut of this site."""

    def __init__(self, keys: list[str] | None = None, **options: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, required=False, **options)
        found = [band for band in ages.bands() if keys is None or band.key in keys]
        self.choices = [(band.key, str(band)) for band in found]


class LanguagesField(forms.CharField):
    """Codes, from names or codes with commas between."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"dir": "auto", "autocapitalize": "none"})
        help_text = options.pop("help_text", gettext_lazy("By name or code, with commas between."))
        super().__init__(max_length=300, required=False, widget=widget, help_text=help_text, **options)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return ", ".join(choosing.written(code) for code in value)
        return value

    def clean(self, value: Any) -> tuple[str, ...]:
        said = [each.strip() for each in _BETWEEN.split(super().clean(value)) if each.strip()]
        known = choosing.languages_by_name() if said else {}
        if unknown := [each for each in said if each.casefold() not in known]:
            raise ValidationError(_("No language is called “%(name)s” here.") % {"name": unknown[0][:40]})
        return tuple(known[each.casefold()] for each in said)


class CouncilForm(forms.Form):
    title = line(gettext_lazy("Title"), LONGEST_TITLE)
    key = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=LONGEST_KEY,
        required=False,
        help_text=gettext_lazy("Small Latin letters, digits and hyphens. Empty: as the title."),
    )
    purpose = text(
        gettext_lazy("Purpose"), LONGEST_TEXT, gettext_lazy("What the council is asked, and who must answer.")
    )
    serves = forms.ChoiceField(
        label=gettext_lazy("Key result that it serves"),
        required=False,
        help_text=gettext_lazy("Of those that you lead, the ones whose steps the plan names."),
    )
    safeguarding_contact = line(
        gettext_lazy("Whom to turn to when somebody is not safe"),
        LONGEST_CONTACT,
        gettext_lazy("An address that people read and answer. It stands on every page of the council."),
    )
    most_terms = forms.IntegerField(
        label=gettext_lazy("Terms in a row"), min_value=1, max_value=MOST_TERMS, initial=2
    )

    def __init__(self, council: Council | None, by: Any, data: Any = None) -> None:
        super().__init__(data, initial=_initial(council) if council else None)
        self.council = council
        self.fields["serves"].choices = _served(council, by)  # type: ignore[attr-defined]  # a choice
        self.fields["bands"] = BandsField(
            label=gettext_lazy("Who may sit on it"),
            help_text=gettext_lazy("By age. Without a choice, all adults may."),
        )
        if council:
            del self.fields["key"]

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"] or _slug(self.cleaned_data.get("title", ""))
        if sentence := key_problem(key):
            raise ValidationError(sentence)
        return key

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for field, sentence in problems(self.described()):
                self.add_error(field, sentence)
        return said

    def described(self) -> Described:
        """In the language of the page; what was written in others stays."""
        said = self.cleaned_data
        language = get_language() or FALLBACK
        kept = self.council
        return Described(
            title=Words({**(kept.title if kept else {}), language: said["title"]}),
            purpose=Words({**(kept.purpose if kept else {}), language: said["purpose"]}),
            serves=said["serves"],
            bands=tuple(said["bands"]),
            safeguarding_contact=said["safeguarding_contact"],
            most_terms=said["most_terms"],
        )


def _slug(title: str) -> str:
    return slugify(title)[:LONGEST_KEY].strip("-")


def _served(council: Council | None, by: Any) -> list[tuple[str, str]]:
    """What it serves already stays a choice, whoever leads that now."""
    found = {key: str(title) for key, title in key_results_led(by).items()}
    if council and council.serves:
        found.setdefault(council.serves, council.serves)
    return [("", _("none")), *sorted(found.items(), key=choosing.by_name)]


def _initial(council: Council) -> dict[str, Any]:
    names = ("serves", "bands", "safeguarding_contact", "most_terms")
    said = {"title": str(council.title), "purpose": str(council.purpose)}
    return {**said, **{name: getattr(council, name) for name in names}}


class PersonForm(forms.Form):
    """Somebody with an account, by the name that they sign in with or the address of their page."""

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
        # A minor answers for no council and judges nobody: they are not here at all.
        person = Person.objects.without_minors().filter(meant, is_active=True).first()
        if person is None:
            raise ValidationError(_("Nobody here signs in as “%(told)s”.") % {"told": told})
        return person


class CharterForm(forms.Form):
    text = text(
        gettext_lazy("Charter"),
        LONGEST_CHARTER,
        gettext_lazy("What the council may do, how it decides, who answers it, how it ends."),
        rows=16,
    )

    def __init__(self, council: Council, data: Any = None) -> None:
        super().__init__(data, initial={"text": council.charter.text if council.charter else ""})
        if council.charter:
            self.fields["why"] = text(gettext_lazy("What is new"), LONGEST_TEXT, rows=2)


class SeatForm(forms.Form):
    title = line(
        gettext_lazy("Title"),
        LONGEST_NAME,
        gettext_lazy("Leave it empty for a seat that needs none."),
        required=False,
    )
    languages = LanguagesField(label=gettext_lazy("Kept for speakers of"))

    field_order = ("title", "region", "languages")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["region"] = forms.ModelChoiceField(
            Region.objects.all(), label=gettext_lazy("Kept for the region"), required=False
        )
        self.fields["region"].choices = _regions()  # type: ignore[attr-defined]  # a choice
        self.order_fields(self.field_order)

    def kept(self) -> Kept:
        said = self.cleaned_data
        words = Words({get_language() or FALLBACK: said["title"]}) if said["title"] else Words()
        return Kept(words, said["region"], said["languages"])


def _regions() -> list[Any]:
    """By scheme, as each is now: several schemes have regions of the same name."""
    groups = []
    for key, division in divisions().items():
        newest = division.newest.scheme
        named = [(str(each.pk), region_name(each)) for each in newest.regions.all()]
        groups.append((naming.scheme_title(key, newest.title), sorted(named, key=choosing.by_name)))
    return [("", _("Any region")), *sorted(groups, key=lambda group: group[0])]


def region_name(region: Region) -> str:
    return naming.region_name(region.key, region.name)


class TermForm(forms.Form):
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput)


class StepsForm(forms.Form):
    """Which step of its preparation each thing that a council has reaches."""

    def __init__(self, course: Course, told: dict[str, str], data: Any = None) -> None:
        super().__init__(data)
        steps = [("", _("None")), *((step.key, str(step.title)) for step in course.steps)]
        for name, (title, _dated) in MOMENTS.items():
            self.fields[name] = forms.ChoiceField(
                label=_(title),
                choices=steps,
                required=False,
                initial=told.get(name, ""),
                disabled=name in told,
            )

    def said(self) -> dict[str, str]:
        return {
            name: step for name, step in self.cleaned_data.items() if step and not self.fields[name].disabled
        }


class ReasonForm(forms.Form):
    reason = text(
        gettext_lazy("Reason"),
        LONGEST_TEXT,
        gettext_lazy("They read it, and those who run the council; nobody else does."),
        rows=3,
    )


class ShownForm(forms.Form):
    name = line(
        gettext_lazy("What you are called on the council"),
        LONGEST_NAME,
        gettext_lazy("It need not be your name. Leave your surname out if you are younger than 18."),
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Everybody may read it"),
        required=False,
        help_text=gettext_lazy(
            "Without this, only those on the council and those who run it read it. Whoever is younger than "
            "18 is shown to nobody else, whatever stands here."
        ),
    )
