from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import clock
from thriving.movement.models import new_key
from thriving.programs.events.actions.door import MOST_AT_ONCE, Reading

_KEY = re.compile(r"[0-9a-f-]{16,36}")
_BETWEEN = re.compile(r"[\n,;]+")
_LONGEST_TYPED = 40


class CodesForm(forms.Form):
    """Codes as somebody types them, from a screen or from the printed list."""

    codes = forms.CharField(
        label=gettext_lazy("Codes"),
        max_length=MOST_AT_ONCE * _LONGEST_TYPED,
        widget=forms.Textarea(
            attrs={
                "rows": 3,
                "dir": "ltr",
                "autocapitalize": "characters",
                "autocomplete": "off",
                "spellcheck": "false",
            }
        ),
        help_text=gettext_lazy(
            "One on each line, or with commas between. Hyphens and small letters do not matter."
        ),
    )

    def clean_codes(self) -> list[str]:
        told = [each.strip() for each in _BETWEEN.split(self.cleaned_data["codes"]) if each.strip()]
        if len(told) > MOST_AT_ONCE:
            raise forms.ValidationError(_("At most %(count)d codes at a time.") % {"count": MOST_AT_ONCE})
        return told

    def readings(self) -> list[Reading]:
        now = clock.now()
        return [Reading(new_key(), typed, now) for typed in self.cleaned_data["codes"]]


class Unreadable(Exception):
    """A batch that no page of ours sends."""


def readings_in(body: bytes) -> list[Reading]:
    """What a phone sends: {"arrivals": [{"id", "code", "at"}]}."""
    try:
        told = json.loads(body)["arrivals"]
        return [_reading(each) for each in told]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unreadable from None


def _reading(told: dict[str, Any]) -> Reading:
    key, typed = told["id"], told["code"]
    if not (isinstance(key, str) and _KEY.fullmatch(key) and isinstance(typed, str)):
        raise Unreadable
    shown = "".join(filter(str.isprintable, typed))  # a QR code of something else may hold anything
    return Reading(key, shown[:_LONGEST_TYPED], _moment(told.get("at")))


def _moment(said: Any) -> datetime:
    """By the phone's clock, which may be anything: an arrival is worth more than its minute."""
    try:
        moment = datetime.fromisoformat(said)
    except (TypeError, ValueError):
        return clock.now()
    return moment if moment.tzinfo else clock.now()
