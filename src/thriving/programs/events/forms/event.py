"""An event as its organizer types it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel.words import Words
from thriving.movement import scopes
from thriving.movement.actions.groups import LONGEST_KEY
from thriving.movement.forms import choosing
from thriving.movement.forms.days import DayInput
from thriving.movement.forms.groups import NamedField
from thriving.movement.models import Country, Person, Wiki
from thriving.movement.queries.called import languages_called
from thriving.programs.events.actions import Planned, Times
from thriving.programs.events.actions.event import key_problem
from thriving.programs.events.actions.planned import (
    LARGEST,
    LONGEST_LINE,
    LONGEST_TEXT,
    LONGEST_TITLE,
    problems,
)
from thriving.programs.events.forms.words import (
    ANOTHER,
    another_language,
    languages_of,
    said_words,
    same_in_another,
    words_fields,
)
from thriving.programs.events.models import Entrance, Event, Format
from thriving.programs.events.rules.event import plans_for
from thriving.programs.events.topics import TOPICS
from thriving.ui import cldr

_BETWEEN = re.compile(r"[,;\s،、，]+")
_EMPTY_ROWS = 2  # for days to be added
_LEAST_ROWS = 3
_DAY = ("day", "begins", "ends", "overnight")
_ISO = re.compile(r"[A-Z]{2}")
_OF_A_DAY = re.compile(rf"({'|'.join(_DAY)})_\d+")
_TRACKING = {"": None, "yes": True, "no": False}


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class EventForm(forms.Form):
    """``event`` is None for a new one."""

    def __init__(self, event: Event | None, organizer: Person, data: Any = None) -> None:
        super().__init__(data, initial=_initial(event) if event else _usual(organizer))
        self.event, self.organizer = event, organizer
        texts = [event.title, event.text, event.policy] if event else []
        self.languages = languages_of(texts)
        self.rows = range(max(_LEAST_ROWS, (event.sessions.count() if event else 0) + _EMPTY_ROWS))
        self.parts: list[tuple[str, list[str]]] = []
        self._ask(_("What it is"), self._what())
        self._ask(_("When"), self._when())
        self._ask(_("Where"), self._where())
        self._ask(_("Who comes"), self._who())
        self._ask(_("Friendly space and safety"), self._safety())

    def _ask(self, title: str, fields: dict[str, forms.Field]) -> None:
        self.fields |= fields
        self.parts.append((title, [name for name in fields if not _OF_A_DAY.fullmatch(name)]))

    def _what(self) -> dict[str, forms.Field]:
        title = words_fields("title", _("Title"), self.languages, most=LONGEST_TITLE)
        text = words_fields("text", _("What it is about"), self.languages, most=LONGEST_TEXT, rows=5)
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
                help_text=_(
                    "Addresses or database names, with commas between: sw.wikipedia.org, commonswiki."
                ),
                widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
            ),
        }

    def _when(self) -> dict[str, forms.Field]:
        zones = choosing.time_zones()
        if self.event and self.event.time_zone not in dict(zones):
            zones.append((self.event.time_zone, self.event.time_zone))
        days = {f"{name}_{row}": field for row in self.rows for name, field in _day(row).items()}
        zone = forms.ChoiceField(
            label=_("Time zone"),
            choices=zones,
            help_text=_("Of the clocks by which the times below are meant."),
        )
        return {"time_zone": zone, **days}

    def _where(self) -> dict[str, forms.Field]:
        return {
            "format": forms.ChoiceField(
                label=_("How people take part"), choices=Format.choices, widget=forms.RadioSelect
            ),
            "country": forms.ChoiceField(
                label=_("Country"), required=False, choices=[("", _("none")), *_countries()]
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
            "address_is_public": forms.BooleanField(
                label=_("Everybody may read where exactly"), required=False
            ),
            "meeting_link": forms.URLField(
                label=_("Link to the meeting"),
                required=False,
                max_length=500,
                assume_scheme="https",
                help_text=_("For those who are registered."),
            ),
        }

    def _who(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {
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
            "waiting_list": forms.BooleanField(
                label=_("Keep a waiting list when it is full"), required=False
            ),
        }
        if initiatives := _initiatives(self.organizer, self.event):
            none = [("", _("none"))] if plans_for(self.organizer, "") or self.event else []
            fields["initiative"] = forms.ChoiceField(
                label=_("Initiative"), required=not none, choices=[*none, *initiatives]
            )
        if priorities := _named(scopes.choices("priority")):
            fields["serves"] = forms.MultipleChoiceField(
                label=_("What it serves in the plan"),
                required=False,
                choices=priorities,
                widget=forms.CheckboxSelectMultiple,
            )
        if self.event is None:
            fields["key"] = forms.CharField(
                label=_("Name in its address"),
                required=False,
                max_length=LONGEST_KEY,
                help_text=_(
                    "Small Latin letters, digits and hyphens. Empty: it is made of the title. The address "
                    "of an event for those who are invited is one that nobody can guess."
                ),
                widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
            )
        return fields

    def _safety(self) -> dict[str, forms.Field]:
        policy = words_fields("policy", _("Friendly-space policy"), self.languages, most=LONGEST_TEXT, rows=3)
        people = _organizers(self.event, self.organizer)
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

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The fields of each part of the form, but for the days, which stand in rows."""
        for title, names in self.parts:
            yield title, [self[name] for name in names]

    def days(self) -> Iterator[list[BoundField]]:
        for row in self.rows:
            yield [self[f"{name}_{row}"] for name in _DAY]

    def clean_wikis(self) -> tuple[str, ...]:
        told = [each for each in _BETWEEN.split(self.cleaned_data["wikis"].strip()) if each]
        meant = Q(code__in=told) | Q(domain__in=told)
        by_name = {
            name: wiki.code for wiki in Wiki.objects.filter(meant) for name in (wiki.code, wiki.domain)
        }
        if unknown := [each for each in told if each not in by_name]:
            raise ValidationError(_("There is no wiki “%(name)s”.") % {"name": unknown[0][:60]})
        return tuple(dict.fromkeys(by_name[each] for each in told))

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"].strip().lower())
        if key and (sentence := key_problem(key)):
            raise ValidationError(sentence)
        return key

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if len(said.get(ANOTHER) or ()) > 1:
            self.add_error(ANOTHER, _("One language at a time: save, and then come back."))
        self._clean_days(said)
        if not self.errors:
            for field, sentence in problems(self.planned()):
                self.add_error(self._field_of(field), sentence)
        return said

    def _clean_days(self, said: dict[str, Any]) -> None:
        for row in self.rows:
            given = [said.get(f"{name}_{row}") is not None for name in ("day", "begins", "ends")]
            if any(given) and not all(given):
                self.add_error(
                    f"day_{row}", _("Say the day, when it begins and when it ends, or leave all empty.")
                )

    def planned(self) -> Planned:
        said = self.cleaned_data
        plain = ("format", "time_zone", "entrance", "country", "place", "address", "address_is_public")
        more = (
            "meeting_link",
            "languages",
            "wikis",
            "capacity",
            "waiting_list",
            "policy_url",
            "safety_contact",
        )
        return Planned(
            title=self._words("title"),
            text=self._words("text"),
            policy=self._words("policy"),
            sessions=tuple(self._times()),
            topics=tuple(said["topics"]),
            serves=tuple(said.get("serves", ())),
            initiative=said.get("initiative", ""),
            safety_person=self._safety_person(),
            tracking=_TRACKING[said["tracking"]],
            **{name: said[name] for name in (*plain, *more)},
        )

    def _times(self) -> Iterator[Times]:
        said = self.cleaned_data
        for row in self.rows:
            if day := said[f"day_{row}"]:
                end_day = day + timedelta(days=1) if said[f"overnight_{row}"] else day
                yield Times(day, said[f"begins_{row}"], end_day, said[f"ends_{row}"])

    def _words(self, name: str) -> Words:
        return said_words(name, self.languages, self.cleaned_data)

    def _safety_person(self) -> Person | None:
        key = self.cleaned_data["safety_person"]
        return Person.objects.get(key=key) if key else None

    def _field_of(self, problem: str) -> str | None:
        if problem == "sessions":
            return "day_0"
        named = f"{problem}_{self.languages[0]}" if problem in ("title", "text", "policy") else problem
        return named if named in self.fields else None


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


def _countries() -> list[tuple[str, str]]:
    """Those of the reference; before it is loaded, those of CLDR."""
    codes = list(Country.objects.filter(gone_on=None).values_list("code", flat=True))
    codes = codes or [code for code in map(str, Locale("en").territories) if _ISO.fullmatch(code)]
    return sorted(((code, cldr.country_name(code)) for code in codes), key=choosing.by_name)


def _named(choices: dict[str, scopes.Name]) -> list[tuple[str, str]]:
    return sorted(
        ((scopes.key_of(scope), str(name)) for scope, name in choices.items()), key=choosing.by_name
    )


def _initiatives(organizer: Person, event: Event | None) -> list[tuple[str, str]]:
    """Those for which they may plan events, and the one that it belongs to."""
    if "program" not in scopes.kinds:
        return []
    mine = event.initiative if event else ""
    return [
        each for each in _named(scopes.choices("program")) if each[0] == mine or plans_for(organizer, each[0])
    ]


def _organizers(event: Event | None, organizer: Person) -> list[tuple[str, str]]:
    people = [each.person for each in event.organizers.select_related("person")] if event else [organizer]
    if event and event.safety_person and event.safety_person not in people:
        people.append(event.safety_person)
    return [(person.key, str(person)) for person in people]


def _usual(organizer: Person) -> dict[str, Any]:
    return {
        "time_zone": getattr(organizer, "time_zone", "UTC"),
        "format": Format.IN_PERSON,
        "entrance": Entrance.OPEN,
        "waiting_list": True,
    }


def _initial(event: Event) -> dict[str, Any]:
    plain = ("format", "time_zone", "entrance", "country", "place", "address", "address_is_public", "topics")
    more = (
        "meeting_link",
        "languages",
        "capacity",
        "waiting_list",
        "policy_url",
        "safety_contact",
        "initiative",
    )
    words = {
        f"{name}_{code}": text
        for name in ("title", "text", "policy")
        for code, text in getattr(event, name).items()
    }
    days = {
        f"{name}_{row}": value
        for row, session in enumerate(event.sessions.all())
        for name, value in (
            ("day", session.day),
            ("begins", session.begins),
            ("ends", session.ends),
            ("overnight", session.end_day > session.day),
        )
    }
    return {
        **{name: getattr(event, name) for name in (*plain, *more)},
        **words,
        **days,
        "wikis": ", ".join(event.wikis),
        "serves": event.serves,
        "safety_person": event.safety_person.key if event.safety_person else "",
        "tracking": {None: "", True: "yes", False: "no"}[event.tracking],
    }
