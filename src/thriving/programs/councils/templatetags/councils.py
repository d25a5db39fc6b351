"""`{% load councils %}`: a seat, a region and languages in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable

from django.template import Library
from django.utils.html import format_html
from django.utils.translation import gettext as _

from thriving.movement import naming
from thriving.movement.models import Region
from thriving.programs.councils.models import Seat
from thriving.programs.councils.queries import seats
from thriving.ui import cldr

register = Library()


@register.simple_tag
def seat_name(seat: Seat) -> str:
    return format_html("<bdi>{}</bdi>", seats.seat_name(seat))


@register.simple_tag
def kept_for(seat: Seat) -> str:
    return ", ".join(seats.kept_for(seat)) or _("anybody")


@register.simple_tag
def points_mean(points: str) -> str:
    """As JSON keeps it, the number is a text."""
    return _("%(points)s points mean") % {"points": cldr.number(int(points))}


@register.simple_tag
def languages(codes: Iterable[str]) -> str:
    return ", ".join(cldr.language_name(code) for code in codes)


@register.simple_tag
def region_key(key: str) -> str:
    """By the newest scheme that has it."""
    found = Region.objects.filter(key=key).order_by("-scheme__version").first()
    return naming.region_name(key, found.name if found else None)
