"""The way to raise a crisis, at the foot of every page: whoever needs it does not look for it in a menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from thriving.ui import slots


def way_in(_request: HttpRequest) -> str:
    return format_html(
        '<p class="th-way-in"><a href="{}">{}</a></p>', reverse("crisis:raise"), _("Raise a crisis")
    )


slots.add("raise a crisis", way_in, "footer")
