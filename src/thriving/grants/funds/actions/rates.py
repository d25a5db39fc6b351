from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.funds.actions.soundness import Problem, require_sound
from thriving.grants.funds.models import ExchangeRate
from thriving.kernel import clock, diary
from thriving.kernel.money import known_currencies, western
from thriving.movement.actions import Actor
from thriving.movement.actions.actor import require
from thriving.movement.actions.groups import is_page
from thriving.movement.spelling import line

HIGHEST, PLACES = 10**7, 8  # below which a rate stays, and its digits after the point
LONGEST_SOURCE = 200


@dataclass(frozen=True)
class RateSaid:
    """``rate`` of the quoted currency are paid for one of the base, as ``source`` published it."""

    base: str
    quote: str
    rate: Decimal
    on: date
    source: str
    url: str = ""


def rate_typed(text: str) -> Decimal:
    """A rate as it is written in digits of any script; a sign, an exponent or two marks are none."""
    plain = western(text)
    if re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", plain):
        raise ValueError(
            _("“%(text)s” can be read in two ways: write %(part)s or %(whole)s.")
            % {"text": plain, "part": plain.replace(",", "."), "whole": plain.replace(",", "")}
        )
    plain = plain.replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,8})?", plain):
        raise ValueError(
            _("A rate is written in digits, at most %(places)d after the point.") % {"places": PLACES}
        )
    return Decimal(plain)


def problems(said: RateSaid) -> Iterator[Problem]:
    for name in ("base", "quote"):
        if getattr(said, name) not in known_currencies():
            yield name, _("This is none of the choices.")
    if said.base == said.quote:
        yield "quote", _("A rate is between two currencies.")
    if not _is_rate(said.rate):
        yield "rate", _("A rate is above zero and below %(most)d.") % {"most": HIGHEST}
    if said.on > clock.today():
        yield "on", _("Nobody knows the rate of a day to come.")
    if not line(said.source):
        yield "source", _("Say who published it.")
    if said.url and not is_page(said.url):
        yield "url", _("This is no address of a page: it starts with https://.")


def _is_rate(rate: Decimal) -> bool:
    return rate.is_finite() and 0 < rate < HIGHEST and rate == round(rate, PLACES)


@transaction.atomic
def record_rate(said: RateSaid, *, by: Actor, sample: bool = False) -> ExchangeRate:
    """Amounts that are converted from now on name it; those converted before stay as they are."""
    require(by, "manage_funds")
    require_sound(problems(said))
    made = ExchangeRate.objects.create(
        base=said.base,
        quote=said.quote,
        rate=said.rate,
        on=said.on,
        source=line(said.source)[:LONGEST_SOURCE],
        url=said.url,
        recorded_at=clock.now(),
        recorded_by=by if isinstance(by, str) else by.key,
        sample=sample,
    )
    diary.note(made, "recorded", by=by, body={"rate": str(made), "on": said.on, "source": made.source})
    return made
