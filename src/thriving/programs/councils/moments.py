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

Dated = Callable[[Council], date | None]


def _charter(council: Council) -> date | None:
    return _day(council.charters.order_by("number").values_list("adopted_at", flat=True).first())


def _rubric(council: Council) -> date | None:
    return _day(council.rubrics.order_by("number").values_list("made_at", flat=True).first())


def _call(council: Council) -> date | None:
    """With seats, a term and a rubric, it could be opened any day."""
    whole = council.calls.exclude(state=CANCELED).filter(seats__isnull=False, rubric__isnull=False)
    return whole.order_by("number").values_list("ready_on", flat=True).first()


def _begun(council: Council) -> date | None:
    return council.began_on


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


MOMENTS: Mapping[str, tuple[str, Dated]] = {
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
    title, dated = MOMENTS[name]
    page = "councils:charter" if name == "charter" and council.charters.exists() else "councils:council"
    return Moment(in_every_language(title), reverse(page, args=[key]), dated(council))


def settle_all(council: Council, by: Actor, why: str = "") -> None:
    for name in MOMENTS:
        settle(record_of(council, name), by=by, why=why)


def record_of(council: Council, name: str) -> str:
    return f"councils/{council.key}/{name}"


tellers.add("councils", told)
