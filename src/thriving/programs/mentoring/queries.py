"""Offers, wishes and pairs as their reader may see them."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Case, QuerySet, Value, When

from thriving.kernel import access
from thriving.movement.models import Person
from thriving.movement.rules.people import line
from thriving.programs.mentoring.models import Offer, Outcome, Pair, Wish

_LANGUAGES = line("languages_shown_to")


def offers_for(reader: Any) -> QuerySet[Offer]:
    """What may be proposed to the reader, with whether each mentor shows them the languages they speak."""
    shown = Person.objects.filter(_LANGUAGES.on(Person, reader)).values("pk")
    mark = Case(
        When(person__in=shown, then=Value(True)),  # noqa: FBT003 -- SQL's own
        default=Value(False),  # noqa: FBT003 -- the same
        output_field=BooleanField(),
    )
    return access.within(reader, "see_offer", Offer.objects.annotate(shows_languages=mark).order_by("pk"))


def offer_of(person: Any) -> Offer | None:
    return access.within(person, "keep_lines", Offer.objects.all()).first()


def wish_of(person: Any) -> Wish | None:
    return access.within(person, "keep_lines", Wish.objects.all()).first()


def wish_behind(pair: Pair) -> Wish | None:
    """What the newcomer told: for the mentor whom they asked."""
    return Wish.objects.filter(person=pair.newcomer_id).first() if pair.newcomer_id else None


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
