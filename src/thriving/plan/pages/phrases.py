"""Small phrases that pages are made of: counts read out, dates read out, confidence in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from thriving.plan.judgment import sentences
from thriving.plan.models import CheckIn
from thriving.plan.standing.key_results import Changed
from thriving.plan.states import Cadence, Status
from thriving.ui import cldr
from thriving.ui.status import STATUSES

_COUNTED = {
    Status.MET: ngettext_lazy("%(shown)s met", "%(shown)s met", "count"),
    Status.ON_TRACK: ngettext_lazy("%(shown)s on track", "%(shown)s on track", "count"),
    Status.AT_RISK: ngettext_lazy("%(shown)s at risk", "%(shown)s at risk", "count"),
    Status.LATE: ngettext_lazy("%(shown)s late", "%(shown)s late", "count"),
    Status.OFF_TRACK: ngettext_lazy("%(shown)s off track", "%(shown)s off track", "count"),
    Status.MISSED: ngettext_lazy("%(shown)s missed", "%(shown)s missed", "count"),
    Status.NO_RECENT_DATA: ngettext_lazy(
        "%(shown)s without recent data", "%(shown)s without recent data", "count"
    ),
    Status.NO_CASE_YET: ngettext_lazy("%(shown)s with no case yet", "%(shown)s with no case yet", "count"),
    Status.TOO_EARLY: ngettext_lazy("%(shown)s too early to say", "%(shown)s too early to say", "count"),
    Status.NOT_STARTED: ngettext_lazy("%(shown)s not started", "%(shown)s not started", "count"),
}


def listed(parts: list[str]) -> str:
    """“a, b and c” in the reader's language."""
    return format_list(parts, locale=cldr.current())


def counts(by_status: Mapping[Status, int]) -> str:
    """“5 on track, 2 at risk and 1 late”."""
    return listed(
        [
            _COUNTED[status] % {"count": count, "shown": cldr.number(count)}
            for status, count in by_status.items()
        ]
    )


def counts_of_key_results(by_status: Mapping[Status, int]) -> str:
    """“Of 12 key results, 5 are on track …” as one sentence."""
    total = sum(by_status.values())
    if not total:
        return _("No key results yet.")
    sentence = ngettext("%(total)s key result: %(counts)s.", "%(total)s key results: %(counts)s.", total)
    return sentence % {"total": cldr.number(total), "counts": counts(by_status)}


def period(starts_on: date, ends_on: date) -> str:
    return _("%(first)s to %(last)s") % {"first": cldr.day(starts_on), "last": cldr.day(ends_on)}


def as_known(on: date, known_on: date) -> str:
    """The two dates of a page in words; one where they are the same."""
    if on == known_on:
        return _("As known on %(day)s.") % {"day": cldr.day(known_on)}
    return _("What had happened by %(on)s, as known on %(known)s.") % {
        "on": cldr.day(on),
        "known": cldr.day(known_on),
    }


def confidence(check_in: CheckIn) -> str:
    return _("The team says %(confidence)s.") % {
        "confidence": sentences.confidence_words(check_in.confidence)
    }


def cadence(name: str) -> str:
    """How often numbers are published, as a sentence."""
    return {
        Cadence.WEEKLY: _("New numbers are published every week."),
        Cadence.MONTHLY: _("New numbers are published every month."),
        Cadence.QUARTERLY: _("New numbers are published every three months."),
    }[Cadence(name)]


def changed(changed: Changed) -> str:
    """How a key result stood at the last publication, and how it stands."""
    before, now = changed.before_status, changed.status
    if before == now:
        return _then_and_now(changed.before_words.split("; "), changed.words.split("; "))
    return _("was %(before)s, is %(now)s") % {"before": _in_a_line(before), "now": _in_a_line(now)}


def _then_and_now(before: list[str], now: list[str]) -> str:
    """Only the requirements that moved: “13 of at least 15 communities then, 14 of … now”."""
    moved = [(one, other) for one, other in zip(before, now, strict=False) if one != other]
    return listed([_("%(before)s then, %(now)s now") % {"before": one, "now": other} for one, other in moved])


def _in_a_line(status: Status) -> str:
    return str(STATUSES[status].label).lower()


def stored(value: Any) -> str:
    """A value as the list of changes keeps it, on one line."""
    if value is None or value == "":
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {stored(each)}" for name, each in value.items())
    if isinstance(value, list):
        return " · ".join(stored(each) for each in value)
    return cldr.number(Decimal(str(value)), _decimals(value)) if isinstance(value, float) else str(value)


def _decimals(value: float) -> int:
    """As many as it has: a share of 0.65 is not told as 0.7."""
    return max(0, -int(Decimal(str(value)).normalize().as_tuple().exponent))
