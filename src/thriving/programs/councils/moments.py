"""The moments of a council that reach steps of a milestone: charter, rubric, call, beginning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext_noop

from thriving.kernel.words import in_every_language
from thriving.movement.actions import Actor
from thriving.programs.councils.models import Council
from thriving.programs.councils.states.call import CANCELED
from thriving.programs.milestones.actions import settle
from thriving.programs.milestones.ties import Moment, tellers

Told = tuple[str, date | None]  # the page that shows it to everybody, and since when


def _charter(council: Council) -> Told:
    first = council.charters.order_by("number").values_list("adopted_at", flat=True).first()
    return _page(council, "charter", first)


def _rubric(council: Council) -> Told:
    first = council.rubrics.order_by("number").values_list("made_at", flat=True).first()
    return _page(council, "selection", first)


def _page(council: Council, name: str, moment: datetime | None) -> Told:
    if moment is None:
        return _own_page(council), None
    return reverse(f"councils:{name}", args=[council.key]), moment.date()


def _call(council: Council) -> Told:
    """Once it was opened: a draft is nobody's to read but of those who write it."""
    opened = council.calls.exclude(state=CANCELED).filter(opened_on__isnull=False)
    first = opened.order_by("number").first()
    if first is None:
        return _own_page(council), None
    return reverse("councils:call", args=[council.key, first.number]), first.opened_on


def _begun(council: Council) -> Told:
    return _own_page(council), council.began_on


def _own_page(council: Council) -> str:
    return reverse("councils:council", args=[council.key])


MOMENTS: Mapping[str, tuple[str, Callable[[Council], Told]]] = {
    "charter": (gettext_noop("The charter of the council"), _charter),
    "rubric": (gettext_noop("By what its members are selected"), _rubric),
    "call": (gettext_noop("The call for members, with its seats and their term"), _call),
    "begun": (gettext_noop("The council at work"), _begun),
}


def told(record: str) -> Moment | None:
    """Of "youth-advisory-council/charter": whether there is one, and since when."""
    key, _slash, name = record.partition("/")
    council = Council.objects.filter(key=key).first()
    if council is None or name not in MOMENTS:
        return None
    title, tell = MOMENTS[name]
    return Moment(in_every_language(title), *tell(council))


def settle_all(council: Council, by: Actor, why: str = "") -> None:
    for name in MOMENTS:
        settle(record_of(council, name), by=by, why=why)


def record_of(council: Council, name: str) -> str:
    return f"councils/{council.key}/{name}"


tellers.add("councils", told)
