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


def waiting(reader: Any, today: date) -> Iterator[work.Item]:
    yield from _before_it_is_over(reader, today)
    for call in next_steps.to_judge(reader):
        why = _("The panel decides once all have scored.")
        yield _item(call, _("Read and score candidates"), "councils:candidates", why, call.closes_on)
    for call in next_steps.to_hand_over(reader, today):
        why = _("Its last day is over: nobody can stand any more.")
        yield _item(call, _("Hand a call over to its panel"), "councils:call", why, call.closes_on)
    for call in next_steps.to_decide(reader):
        why = _("The panel has the candidates. Once all have scored, it is decided.")
        yield _item(call, _("See the panel through to its decision"), "councils:candidates", why)
    for call in next_steps.to_seat(reader):
        why = _("Somebody who was selected has no seat yet.")
        yield _item(
            call, _("Give seats to those who were selected"), "councils:candidates", why, call.ended_on
        )

    for call in next_steps.to_fill(reader, today):
        why = _("A seat is free, and somebody in reserve fits it.")
        yield _item(call, _("Give the free seat to who is next in reserve"), "councils:candidates", why)


def _before_it_is_over(reader: Any, today: date) -> Iterator[work.Item]:
    for call in next_steps.to_open(reader):
        why = _("Nobody reads it before you open it.")
        item = _item(call, _("Open the call"), "councils:call", why)
        yield replace(item, due=call.opens_on)
    for call in next_steps.to_name_panel(reader, today):
        why = _("After its last day the panel reads and scores.")
        item = _item(call, _("Name the panel of a call"), "councils:panel", why)
        yield replace(item, due=call.closes_on)


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
