"""A position is written down: what it is for, where, for how long, and whom it serves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import get_urlconf, is_valid_path
from django.utils.translation import gettext as _

from thriving.kernel import access, turn
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import (
    clean_texts,
    clean_words,
    free_key,
    is_page,
    known_countries,
    known_languages,
    known_regions,
    require_key,
)
from thriving.movement.models import Person
from thriving.plan.models import KeyResult
from thriving.programs.positions.actions.deciding import require_planned
from thriving.programs.positions.actions.following import follow, hold
from thriving.programs.positions.models import Position
from thriving.programs.positions.vocabulary import ROLES

LONGEST_TITLE = 150
LONGEST_TEXT = 3_000
MOST_HOURS = 60  # a week


@dataclass(frozen=True)
class Described:
    """A position as somebody describes it. Whoever rewrites it says all of it."""

    title: Words
    role: str
    summary: Words = field(default_factory=Words)
    region: str = ""
    country: str = ""
    language: str = ""
    theme: Words = field(default_factory=Words)
    hours: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    call: str = ""
    plan: str = ""
    key_result: str = ""

    def cleaned(self) -> dict[str, Any]:
        plain = ("role", "region", "country", "language", "hours", "first_day", "last_day", "call")
        return {
            "title": clean_words(self.title),
            "summary": clean_texts(self.summary),
            "theme": clean_words(self.theme),
            **{name: getattr(self, name) for name in (*plain, "plan", "key_result")},
        }


def problems(said: Described) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a description: the field, and the sentence for who can mend it."""
    if not clean_words(said.title):
        yield "title", _("A position needs a title.")
    for name, words, longest in _texts(said):
        if any(len(text) > longest for text in words.values()):
            yield name, _("This text has at most %(count)d characters.") % {"count": longest}
    if said.hours is not None and not 0 < said.hours <= MOST_HOURS:
        yield "hours", _("Between 1 and %(count)d hours a week.") % {"count": MOST_HOURS}
    if said.first_day and said.last_day and said.last_day < said.first_day:
        yield "last_day", _("The last day is before the first.")
    if said.call and not (is_page(said.call) or _is_here(said.call)):
        yield "call", _("This is no address of a page: it starts with https://.")
    yield from _unknown(said)


def _texts(said: Described) -> Iterator[tuple[str, Words, int]]:
    yield "title", said.title, LONGEST_TITLE
    yield "theme", said.theme, LONGEST_TITLE
    yield "summary", said.summary, LONGEST_TEXT


def _is_here(address: str) -> bool:
    """Whether it is a page of this site, such as /ask/: with nothing in front of it and nothing behind."""
    return address.startswith("/") and bool(is_valid_path(address, get_urlconf()))


def _unknown(said: Described) -> Iterator[tuple[str, str]]:
    if said.role not in ROLES:
        yield "role", _("This is none of the choices.")
    for name, known, sentence in _codes(said):
        if (code := getattr(said, name)) and not known:
            yield name, sentence % {"code": code}
    named = KeyResult.objects.filter(objective__priority__plan__key=said.plan, key=said.key_result)
    if (said.plan or said.key_result) and not named.exists():
        yield "serves", _("No plan has this key result.")


def _codes(said: Described) -> Iterator[tuple[str, set[str], str]]:
    """What must be known here: by field, whether it is, and the sentence for when it is not."""
    region = _("“%(code)s” is not the key of a region, such as south-asia.")
    country = _("“%(code)s” is not the code of a country, such as GH.")
    language = _("“%(code)s” is not the code of a language, such as sw.")
    yield "region", known_regions([said.region]), region
    yield "country", known_countries([said.country]), country
    yield "language", known_languages([said.language]), language


@transaction.atomic
def propose(said: Described, *, by: Person, key: str = "", sample: bool = False) -> Position:
    """Begin a draft that only its manager and the leads of what it serves see, and manage it."""
    access.require_holds(by, "propose_position")
    _require_sound(said)
    turn.take()
    key = _free_key(key, said)
    position = Position.objects.create(key=key, manager=by, sample=sample, **said.cleaned())
    if said.key_result:
        access.require(by, "lead_position", position)
    require_planned(position, by=by)
    follow(position, "proposed", by=by)
    return position


@transaction.atomic
def rewrite(position: Position, said: Described, *, by: Person) -> None:
    """Say anew what it is. Where somebody holds it, the ledger is told the new role and region too."""
    hold(position, by)
    _require_sound(said)
    before, served = _counted(position), (position.plan, position.key_result)
    for name, value in said.cleaned().items():
        setattr(position, name, value)
    position.save(update_fields=list(said.cleaned()))
    if said.key_result and (said.plan, said.key_result) != served:
        access.require(by, "lead_position", position)
    if _counted(position) != before:
        require_planned(position, by=by)
    follow(position, "rewritten", by=by)


def _free_key(wanted: str, said: Described) -> str:
    """Where none is wanted, it is made from the title, or from what is looked for where."""
    taken = Position.objects.values_list("key", flat=True)
    if not wanted:
        return free_key((*said.title.values(), f"{said.role} {said.region}"), said.role, taken)
    require_key(wanted)
    if wanted in taken:
        raise Refused(_("Another position has “%(key)s” as its address already.") % {"key": wanted})
    return wanted


def _counted(position: Position) -> tuple[str, ...]:
    """On what it depends whether plans count it."""
    return position.role, position.region, position.plan, position.key_result


def _require_sound(said: Described) -> None:
    if found := [sentence for _field, sentence in problems(said)]:
        raise Refused(" ".join(dict.fromkeys(found)))
