"""What the list of campaigns can be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from thriving.movement.forms.choosing import by_name
from thriving.programs.campaigns.models import State
from thriving.ui import cldr

Choice = tuple[str, Any]
_KEPT = ("serves", "initiative", "box")  # what an address came with goes on being asked


class ListForm(forms.Form):
    """Each question with what occurs among the campaigns that the reader may see; ``wikis``: by code."""

    def __init__(
        self, asked: Mapping[str, Any], occurring: Mapping[str, list[str]], wikis: Mapping[str, str]
    ) -> None:
        super().__init__(asked)
        self._ask("state", _("State"), list(State.choices))
        self._ask("country", _("Country"), _named(occurring.get("country", ()), cldr.country_name))
        self._ask("language", _("Language"), _named(occurring.get("language", ()), cldr.language_name))
        self._ask("wiki", _("Wiki"), _named(occurring.get("wiki", ()), lambda code: wikis.get(code, code)))
        for name in _KEPT:
            if asked.get(name):
                self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)

    def _ask(self, name: str, label: str, choices: list[Choice]) -> None:
        if choices:
            self.fields[name] = forms.ChoiceField(
                label=label, required=False, choices=[("", _("any")), *choices]
            )


def _named(codes: Iterable[str], name: Callable[[str], str]) -> list[Choice]:
    return sorted(((code, name(code)) for code in codes), key=by_name)
