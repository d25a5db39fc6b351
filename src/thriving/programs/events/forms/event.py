"""An event as its organizer types it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import BoundField
from django.utils.translation import gettext as _

from thriving.kernel.words import Words
from thriving.movement.models import Person, Wiki
from thriving.programs.events.actions import Planned, Times
from thriving.programs.events.actions.event import key_problem
from thriving.programs.events.actions.planned import problems
from thriving.programs.events.forms import fields
from thriving.programs.events.forms.words import ANOTHER, languages_of, said_words
from thriving.programs.events.models import Entrance, Event, Format

_BETWEEN = re.compile(r"[,;\s،、，]+")
_EMPTY_ROWS = 2  # for days to be added
_LEAST_ROWS = 3
_OF_A_DAY = re.compile(rf"({'|'.join(fields.OF_A_DAY)})_\d+")
_TRACKING = {"": None, "yes": True, "no": False}


class EventForm(forms.Form):
    """``event`` is None for a new one."""

    def __init__(self, event: Event | None, organizer: Person, data: Any = None) -> None:
        super().__init__(data, initial=_initial(event) if event else _usual(organizer))
        self.event, self.organizer = event, organizer
        texts = [event.title, event.text, event.policy] if event else []
        self.languages = languages_of(texts)
        self.rows = range(max(_LEAST_ROWS, (event.sessions.count() if event else 0) + _EMPTY_ROWS))
        self.parts: list[tuple[str, list[str]]] = []
        self._ask(_("What it is"), fields.what(self.languages))
        self._ask(_("When"), fields.when(event, self.rows))
        self._ask(_("Where"), fields.where())
        self._ask(_("Who comes"), fields.who(event, organizer))
        self._ask(_("Friendly space and safety"), fields.safety(event, organizer, self.languages))

    def _ask(self, title: str, asked: fields.Fields) -> None:
        self.fields |= asked
        self.parts.append((title, [name for name in asked if not _OF_A_DAY.fullmatch(name)]))

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The fields of each part of the form, but for the days, which stand in rows."""
        for title, names in self.parts:
            yield title, [self[name] for name in names]

    def days(self) -> Iterator[list[BoundField]]:
        for row in self.rows:
            yield [self[f"{name}_{row}"] for name in fields.OF_A_DAY]

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
