"""The bar above every page of the demo: who one is, which day it is, which language, which mails."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from thriving.ui import cldr
from thriving.web.demo import days, personas, today


def bar(request: HttpRequest) -> str:
    return render_to_string(
        "demo/bar.html",
        {
            "personas": personas.PERSONAS,
            "played": personas.played(request),
            "today": today.days.chosen(),
            "first": days.FIRST,
            "last": days.LAST,
            "languages": [(code, cldr.own_name(code)) for code, _name in settings.LANGUAGES],
            "language": get_language(),
            "here": request.get_full_path(),
        },
        request,
    )
