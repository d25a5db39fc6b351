"""Offers, wishes and pairs as their reader may see them."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Case, QuerySet, Value, When

from thriving.kernel import access
from thriving.movement.models import Person
from thriving.movement.rules.people import line
from thriving.programs.mentoring.models import Offer, Outcome, Pair, Side, Wish
from thriving.programs.mentoring.states import ACCEPTED, ASKED

_LANGUAGES = line("languages_shown_to")


def offers_for(reader: Any) -> QuerySet[Offer]:
    """What may be proposed to the reader, as `shown_to` tells it."""
    return access.within(reader, "see_offer", shown_to(reader)).order_by("pk")


def shown_to(reader: Any) -> QuerySet[Offer]:
    """Offers, each with whether its mentor shows the reader the languages they speak."""
    shown = Person.objects.filter(_LANGUAGES.on(Person, reader)).values("pk")
    mark = Case(
        When(person__in=shown, then=Value(True)),  # noqa: FBT003 -- SQL's own
        default=Value(False),  # noqa: FBT003 -- the same
        output_field=BooleanField(),
    )
    return Offer.objects.annotate(shows_languages=mark)


def offer_of(person: Any) -> Offer | None:
    return access.within(person, "keep_lines", Offer.objects.all()).first()


def wish_of(person: Any) -> Wish | None:
    return access.within(person, "keep_lines", Wish.objects.all()).first()


def lines_behind(pair: Pair, side: Side, reader: Any) -> Offer | Wish | None:
    """What the other told, for the reader on this side: they agreed to that by asking, or by offering.

    What they tell after the two have parted is for others.
    """
    if pair.state not in (ASKED, ACCEPTED):
        return None
    if side == Side.MENTOR:
        return Wish.objects.filter(person=pair.newcomer_id).first() if pair.newcomer_id else None
    return shown_to(reader).filter(person=pair.mentor_id).first() if pair.mentor_id else None


def pairs_for(reader: Any) -> QuerySet[Pair]:
    """Newest first."""
    found = access.within(reader, "see_pair", Pair.objects.select_related("mentor", "newcomer"))
    return found.order_by("-pk")


def to_answer(reader: Any) -> QuerySet[Pair]:
    return access.within(reader, "answer_newcomer", Pair.objects.order_by("due_on", "pk"))


def to_tell(reader: Any) -> QuerySet[Outcome]:
    """What the reader is asked of pairs that began sixty days ago."""
    found = Outcome.objects.select_related("pair").order_by("asked_on", "pk")
    return access.within(reader, "tell_outcome", found)
