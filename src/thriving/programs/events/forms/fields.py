"""The fields of an event, by the question that each part of the form answers."""

from __future__ import annotations

import re

from babel import Locale
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import scopes
from thriving.movement.actions.groups import LONGEST_KEY
from thriving.movement.forms import choosing
from thriving.movement.forms.days import DayInput
from thriving.movement.forms.groups import NamedField
from thriving.movement.models import Country, Person
from thriving.movement.queries.called import languages_called
from thriving.programs.events.actions.planned import LARGEST, LONGEST_LINE, LONGEST_TEXT, LONGEST_TITLE
from thriving.programs.events.forms.words import ANOTHER, another_language, same_in_another, words_fields
from thriving.programs.events.models import Entrance, Event, Format
from thriving.programs.events.rules.event import plans_for
from thriving.programs.events.topics import TOPICS
from thriving.programs.initiatives.queries import initiatives_for
from thriving.programs.initiatives.states import TOLD
from thriving.ui import cldr

Fields = dict[str, forms.Field]
OF_A_DAY = ("day", "begins", "ends", "overnight")
_ISO = re.compile(r"[A-Z]{2}")
_CODE = {"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def what(languages: list[str]) -> Fields:
    title = words_fields("title", _("Title"), languages, most=LONGEST_TITLE)
    text = words_fields("text", _("What it is about"), languages, most=LONGEST_TEXT, rows=5)
    return {
        **title,
        **text,
        ANOTHER: another_language(),
        **same_in_another("title", _("Title"), most=LONGEST_TITLE),
        **same_in_another("text", _("What it is about"), most=LONGEST_TEXT, rows=4),
        **same_in_another("policy", _("Friendly-space policy"), most=LONGEST_TEXT, rows=2),
        "languages": _languages(),
        "topics": forms.MultipleChoiceField(
            label=_("Topics"),
            required=False,
            choices=list(TOPICS.items()),
            widget=forms.CheckboxSelectMultiple,
        ),
        "wikis": forms.CharField(
            label=_("Wikis"),
            required=False,
            max_length=600,
            help_text=_("Addresses or database names, with commas between: sw.wikipedia.org, commonswiki."),
            widget=forms.TextInput(attrs=_CODE),
        ),
    }


def when(event: Event | None, rows: range) -> Fields:
    zones = choosing.time_zones()
    if event and event.time_zone not in dict(zones):
        zones.append((event.time_zone, event.time_zone))
    days = {f"{name}_{row}": field for row in rows for name, field in _day(row).items()}
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zones,
        help_text=_("Of the clocks by which the times below are meant."),
    )
    return {"time_zone": zone, **days}


def where() -> Fields:
    return {
        "format": forms.ChoiceField(
            label=_("How people take part"), choices=Format.choices, widget=forms.RadioSelect
        ),
        "country": forms.ChoiceField(
            label=_("Country"), required=False, choices=[("", _("none")), *countries()]
        ),
        "place": _line(
            _("Town"),
            _(
                "Everybody can read it. In a country where taking part can be dangerous, "
                "only those who are registered."
            ),
        ),
        "address": forms.CharField(
            label=_("Where exactly"),
            required=False,
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            help_text=_("For those who are registered."),
        ),
        "address_is_public": forms.BooleanField(label=_("Everybody may read where exactly"), required=False),
        "meeting_link": forms.URLField(
            label=_("Link to the meeting"),
            required=False,
            max_length=500,
            assume_scheme="https",
            help_text=_("For those who are registered."),
        ),
    }


def who(event: Event | None, organizer: Person) -> Fields:
    key = {} if event else {"key": _key()}
    return {**_places(), **_initiative(event, organizer), **_serves(), **key}


def _places() -> Fields:
    return {
        "entrance": forms.ChoiceField(
            label=_("Who may come"), choices=Entrance.choices, widget=forms.RadioSelect
        ),
        "capacity": forms.IntegerField(
            label=_("Places"),
            required=False,
            min_value=1,
            max_value=LARGEST,
            help_text=_("Empty: there is a place for everybody."),
        ),
        "waiting_list": forms.BooleanField(label=_("Keep a waiting list when it is full"), required=False),
    }


def _initiative(event: Event | None, organizer: Person) -> Fields:
    """Those for which they may plan events, and the one that it belongs to."""
    mine = event.initiative if event else ""
    found = initiatives_for(organizer).filter(state__in=TOLD).order_by()
    known = {each.key: str(each.title) for each in found}
    offered = [(key, title) for key, title in known.items() if key == mine or plans_for(organizer, key)]
    none = [("", _("none"))] if event or plans_for(organizer, "") else []
    field = forms.ChoiceField(
        label=_("Initiative"), required=not none, choices=[*none, *sorted(offered, key=choosing.by_name)]
    )
    return {"initiative": field} if offered else {}


def _serves() -> Fields:
    priorities = _named(scopes.choices("priority"))
    field = forms.MultipleChoiceField(
        label=_("What it serves in the plan"),
        required=False,
        choices=priorities,
        widget=forms.CheckboxSelectMultiple,
    )
    return {"serves": field} if priorities else {}


def _key() -> forms.CharField:
    return forms.CharField(
        label=_("Name in its address"),
        required=False,
        max_length=LONGEST_KEY,
        help_text=_(
            "Small Latin letters, digits and hyphens. Empty: it is made of the title. The address of an "
            "event for those who are invited is one that nobody can guess."
        ),
        widget=forms.TextInput(attrs=_CODE),
    )


def safety(event: Event | None, organizer: Person, languages: list[str]) -> Fields:
    policy = words_fields("policy", _("Friendly-space policy"), languages, most=LONGEST_TEXT, rows=3)
    people = _organizers(event, organizer)
    return {
        **policy,
        "policy_url": forms.URLField(
            label=_("Or the address of that policy"),
            required=False,
            max_length=500,
            assume_scheme="https",
        ),
        "safety_person": forms.ChoiceField(
            label=_("Safety contact"), required=False, choices=[("", _("somebody else")), *people]
        ),
        "safety_contact": _line(
            _("How to reach the safety contact"),
            _("A name, a number, where they are. For those who are registered."),
        ),
        "tracking": forms.ChoiceField(
            label=_("Look at what participants edit on the wikis"),
            required=False,
            choices=[
                ("", _("as usual: yes, but not where taking part can be dangerous")),
                ("yes", _("yes")),
                ("no", _("no")),
            ],
            help_text=_("Whoever takes part in secret is never looked at."),
        ),
    }


def _day(row: int) -> dict[str, forms.Field]:
    number = {"number": row + 1}
    return {
        "day": forms.DateField(label=_("Day %(number)d") % number, required=False, widget=DayInput),
        "begins": forms.TimeField(label=_("begins at"), required=False, widget=ClockInput()),
        "ends": forms.TimeField(label=_("ends at"), required=False, widget=ClockInput()),
        "overnight": forms.BooleanField(label=_("ends on the next day"), required=False),
    }


def _line(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_LINE,
        help_text=help_text,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


def _languages() -> NamedField:
    return NamedField(
        label=gettext_lazy("Languages that are spoken there"),
        help_text=gettext_lazy("Their names in any language, with commas between them."),
        called=languages_called,
        written=cldr.language_name,
        unknown=gettext_lazy("No language is called “%(name)s”."),
    )


def countries() -> list[tuple[str, str]]:
    """Those of the reference; before it is loaded, those of CLDR."""
    codes = list(Country.objects.filter(gone_on=None).values_list("code", flat=True))
    codes = codes or [code for code in map(str, Locale("en").territories) if _ISO.fullmatch(code)]
    return sorted(((code, cldr.country_name(code)) for code in codes), key=choosing.by_name)


def _named(choices: dict[str, scopes.Name]) -> list[tuple[str, str]]:
    return sorted(
        ((scopes.key_of(scope), str(name)) for scope, name in choices.items()), key=choosing.by_name
    )


def _organizers(event: Event | None, organizer: Person) -> list[tuple[str, str]]:
    people = [each.person for each in event.organizers.select_related("person")] if event else [organizer]
    if event and event.safety_person and event.safety_person not in people:
        people.append(event.safety_person)
    return [(person.key, str(person)) for person in people]
