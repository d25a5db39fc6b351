"""What waits for the panel of a call, and for those who run it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import work
from thriving.programs.councils.models import Call
from thriving.programs.councils.queries import next_steps
from thriving.programs.councils.states.call import DRAFT, LEAST_PANEL, SCORING


def waiting(reader: Any, today: date) -> Iterator[work.Item]:
    for call in next_steps.to_judge(reader):
        why = _("The panel decides once all have scored.")
        yield _item(call, _("Read and score candidates"), "councils:candidates", why, call.closes_on)
    for call in next_steps.to_run(reader):
        if item := _next_of(call, today):
            yield item
    for call in next_steps.to_seat(reader):
        if call.selected:
            why = _("Somebody who was selected has no seat yet.")
            title = _("Give seats to those who were selected")
            yield _item(call, title, "councils:candidates", why, call.ended_on)
        elif next_steps.has_free_seat(call, today):
            why = _("A seat is free, and somebody in reserve fits it.")
            yield _item(call, _("Give the free seat to who is next in reserve"), "councils:candidates", why)


def _next_of(call: Any, today: date) -> work.Item | None:
    """Of a call that is not decided; while people can stand and the panel is whole, nothing."""
    if call.state == DRAFT:
        why = _("Nobody reads it before you open it.")
        return replace(_item(call, _("Open the call"), "councils:call", why), due=call.opens_on)
    if call.state == SCORING:
        why = _("The panel has the candidates. Once all have scored, it is decided.")
        return _item(call, _("See the panel through to its decision"), "councils:candidates", why)
    if call.closes_on < today:
        why = _("Its last day is over: nobody can stand any more.")
        return _item(call, _("Hand a call over to its panel"), "councils:call", why, call.closes_on)
    if call.judges < max(LEAST_PANEL, call.quorum):
        why = _("After its last day the panel reads and scores.")
        return replace(_item(call, _("Name the panel of a call"), "councils:panel", why), due=call.closes_on)
    return None


def _item(call: Call, title: str, page: str, why: str, since: date | None = None) -> work.Item:
    return work.Item(
        title,
        reverse(page, args=[call.council.key, call.number]),
        None,
        since=since,
        of=str(call.council),
        why=why,
        kind=title,
        sample=call.sample,
    )


work.declare("councils", gettext_lazy("Councils"), waiting)
