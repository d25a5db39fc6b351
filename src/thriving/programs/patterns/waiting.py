"""Drafts of learning patterns, which wait for those who may publish them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access
from thriving.movement import work
from thriving.programs.patterns.queries import drafts_for
from thriving.ui import cldr


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    for draft in access.within(reader, "publish_pattern", drafts_for(reader)):
        yield work.Item(
            title=_("Read the draft “%(title)s”") % {"title": cldr.apart(draft)},
            address=reverse("patterns:pattern", args=[draft.key]),
            due=None,
            since=draft.changed_at.date(),
            why=_("A learning pattern is read by somebody else before it is published."),
            kind=_("Read the draft of a learning pattern"),
            sample=draft.sample,
        )


work.declare("patterns", gettext_lazy("Learning patterns"), waiting)
