"""The steps of partnerships as they are declared, and the page that asks for what one needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thriving.kernel import files
from thriving.kernel.models import StoredFile
from thriving.movement import asking
from thriving.movement.asking import past, person, taken
from thriving.movement.models import Person

__all__ = ["Step", "ask", "handed_out", "past", "person", "taken"]

ask = partial(asking.ask, template="partnerships/step.html")


@dataclass(frozen=True)
class Step:
    """``form`` hears the record and what was typed; ``take`` does it."""

    title: str | Promise
    states: tuple[str, ...]
    form: Callable[[Any, Any], forms.Form]
    take: Callable[[Any, Any, Person], object]
    words: str | Promise = ""


def handed_out(document: str, sha256: str) -> HttpResponseBase:
    """A document that something rests on, if it still is what was kept."""
    kept = get_object_or_404(StoredFile, pk=document)
    if not files.is_still(document, sha256):
        raise Http404(_("This is no longer the document that was kept: it is not handed out."))
    return files.response(kept)
