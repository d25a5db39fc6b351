"""What the list can be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from thriving.movement.forms.choosing import by_name
from thriving.movement.queries.wikis import wikis_called
from thriving.programs.events.topics import TOPICS
from thriving.ui import cldr

Choice = tuple[str, Any]


class ListForm(forms.Form):
    """Each question with what occurs among the events that the reader may see."""

    when = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, asked: Mapping[str, Any], occurring: Mapping[str, list[str]]) -> None:
        super().__init__(asked)
        self._ask("country", _("Country"), _named(occurring["country"], cldr.country_name))
        self._ask("language", _("Language"), _named(occurring.get("language", ()), cldr.language_name))
        self._ask("format", _("Where people meet"), [("online", _("Online")), ("in_person", _("In person"))])
        self._ask(
            "topic", _("Topic"), _named(occurring.get("topic", ()), lambda key: str(TOPICS.get(key, key)))
        )
        self._ask("wiki", _("Wiki"), sorted(wikis_called(occurring.get("wiki", ())).items(), key=by_name))

    def _ask(self, name: str, label: str, choices: list[Choice]) -> None:
        if choices:
            self.fields[name] = forms.ChoiceField(
                label=label, required=False, choices=[("", _("any")), *choices]
            )


def _named(codes: Iterable[str], name: Callable[[str], str]) -> list[Choice]:
    return sorted(((code, name(code)) for code in codes), key=by_name)
