"""What must be in order before pages are shown."""

from __future__ import annotations

import tomllib
from typing import Any

from django.core.checks import CheckMessage, Error, register

from thriving.ui import help_and_safety


@register
def contacts_open(**_asked: Any) -> list[CheckMessage]:
    """A broken file of emergency contacts is found at start-up, not by somebody in need."""
    try:
        help_and_safety.contacts()
    except (OSError, KeyError, ValueError, tomllib.TOMLDecodeError) as trouble:
        sentence = f"The file that THRIVING_EMERGENCY_CONTACTS names cannot be used: {trouble}"
        return [Error(sentence, id="ui.E001")]
    return []
