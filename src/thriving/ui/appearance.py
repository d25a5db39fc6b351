"""Light or dark: as the reader's device says, unless the reader chose."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

APPEARANCES = {"light": _("Light"), "dark": _("Dark")}


def chosen(request: HttpRequest | None) -> str:
    """The reader's own choice, or nothing."""
    wanted = request.COOKIES.get("appearance", "") if request else ""
    return wanted if wanted in APPEARANCES else ""
