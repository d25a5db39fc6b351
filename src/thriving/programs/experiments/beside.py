"""Experiments on the pages of initiatives and of learning patterns that they name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from thriving.programs.experiments.queries import experiments_for
from thriving.programs.initiatives import slots
from thriving.programs.initiatives.models import Initiative
from thriving.programs.patterns import links
from thriving.programs.patterns.links import Link


def on_an_initiative(request: HttpRequest, initiative: Initiative) -> str:
    found = list(experiments_for(request.user).filter(initiative=initiative.key))
    if not found:
        return ""
    return render_to_string("experiments/_on_an_initiative.html", {"experiments": found}, request)


def on_a_pattern(reader: Any, key: str) -> Iterator[Link]:
    for each in experiments_for(reader).filter(used_patterns__pattern=key):
        yield Link(_("Experiment"), each.title, reverse("experiments:experiment", args=[each.key]))


slots.fillers.add("experiments", on_an_initiative)
links.linkers.add("experiments", on_a_pattern)
