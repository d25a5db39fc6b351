"""What somebody offers as a mentor, or wants to learn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement import skills
from thriving.movement.actions import Refused
from thriving.movement.models import Language, Person
from thriving.movement.queries.minors import is_minor
from thriving.movement.spelling import line
from thriving.programs.mentoring.models import EARLIEST, LATEST, MOST_AT_ONCE, LinesState, Offer, Wish
from thriving.programs.mentoring.states import LINES, OPEN

MOST_SKILLS, MOST_LANGUAGES, MOST_HOURS = 10, 10, 60
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Told:
    """The lines of an offer or a wish. Whoever tells them anew says all of them."""

    skills: tuple[str, ...]
    languages: tuple[str, ...]
    hours: int
    until: date
    utc_offset: int | None = None
    words: str = ""
    capacity: int = 1  # of an offer

    def cleaned(self) -> dict[str, Any]:
        return {
            "skills": sorted(set(self.skills)),
            "languages": sorted(set(self.languages)),
            "hours": self.hours,
            "until": self.until,
            "utc_offset": self.utc_offset,
            "words": line(self.words)[:280],
        }


def problems(told: Told) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with it: the field, and the sentence for who can mend it."""
    known = skills.skills()
    if not told.skills or any(each not in known for each in told.skills):
        yield "skills", _("Choose at least one skill.")
    if len(told.skills) > MOST_SKILLS:
        yield "skills", _("Choose at most %(count)d skills.") % {"count": MOST_SKILLS}
    if not told.languages or len(told.languages) > MOST_LANGUAGES:
        yield "languages", _("Choose between one language and ten.")
    if not 1 <= told.hours <= MOST_HOURS:
        yield "hours", _("From one hour a month to sixty.")
    if not clock.today() <= told.until <= clock.today() + LONGEST:
        yield "until", _("A day from today on, within a year: then you are asked to say it anew.")
    if told.utc_offset is not None and not EARLIEST <= told.utc_offset <= LATEST:
        yield "utc_offset", _("This is no hour of any place.")
    if not 1 <= told.capacity <= MOST_AT_ONCE:
        yield "capacity", _("From one newcomer at once to twenty.")


@transaction.atomic
def offer(told: Told, *, by: Person, sample: bool = False) -> Offer:
    """Tell, or tell anew, what one offers. It is open from then on."""
    kept: Offer = _keep(Offer, told, by, {"capacity": told.capacity, "sample": sample})
    diary.note(kept, "offered", by=by)
    return kept


@transaction.atomic
def wish(told: Told, *, by: Person, sample: bool = False) -> Wish:
    """Tell, or tell anew, what one wants to learn."""
    kept: Wish = _keep(Wish, told, by, {"sample": sample})
    diary.note(kept, "wished", by=by)
    return kept


@transaction.atomic
def move(lines: Offer | Wish, name: str, *, by: Person) -> None:
    """Pause it, open it again, or end it. Pairs that work together go on."""
    turn.take()
    access.require(by, "keep_lines", lines)
    LINES.take(lines, name)
    diary.note(lines, name, by=by)


def _keep(model: Any, told: Told, by: Person, more: dict[str, Any]) -> Any:
    if is_minor(by):
        raise Refused(
            _("Mentoring is between two adults: nobody writes alone with whoever is younger than 18.")
        )
    _require_sound(told)
    turn.take()
    values = {**told.cleaned(), **more, "confirmed_on": clock.today(), "state": LinesState(OPEN)}
    kept, _new = model.objects.update_or_create(person=by, defaults=values)
    return kept


def _require_sound(told: Told) -> None:
    found = [sentence for _field, sentence in problems(told)]
    if Language.objects.filter(code__in=told.languages).count() != len(set(told.languages)):
        found.append(_("One of these languages is not known here."))
    if found:
        raise Refused(" ".join(found))
