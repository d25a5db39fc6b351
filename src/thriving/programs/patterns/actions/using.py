"""What others say of a learning pattern: that it works, and where they used it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import is_page
from thriving.movement.models import Person
from thriving.movement.spelling import line
from thriving.programs.patterns import facts
from thriving.programs.patterns.models import Endorsement, Pattern, Reuse

LONGEST_WHERE = 300
MOST_A_DAY = 20  # reuses that one person tells


@transaction.atomic
def endorse(pattern: Pattern, *, by: Person) -> Endorsement:
    """Say that it works; said again, nothing changes."""
    access.require(by, "endorse_pattern", pattern)
    turn.take()
    made, new = Endorsement.objects.get_or_create(
        pattern=pattern, person=by, defaults={"endorsed_at": clock.now()}
    )
    if new:
        diary.note(pattern, "endorsed", by=by)
    return made


@transaction.atomic
def take_back_endorsement(pattern: Pattern, *, by: Person) -> None:
    turn.take()
    deleted, _by_table = Endorsement.objects.filter(pattern=pattern, person=by).delete()
    if deleted:
        diary.note(pattern, "took_back_endorsement", by=by)


@transaction.atomic
def reuse(  # noqa: PLR0913 -- each is a fact of the use, named at the call
    pattern: Pattern, where: str, *, on: date, by: Actor, url: str = "", sample: bool = False
) -> Reuse:
    """Tell where it was used."""
    if not isinstance(by, str):
        access.require(by, "reuse_pattern", pattern)
    turn.take()
    _require_sound(where, on, url)
    teller = by if isinstance(by, Person) else None
    if teller and Reuse.objects.filter(teller=teller, used_on=on).count() >= MOST_A_DAY:
        raise Refused(_("This is enough for one day."))
    told = Reuse.objects.create(
        pattern=pattern, teller=teller, used_on=on, where=line(where), url=url, sample=sample
    )
    facts.tell(told, by)
    diary.note(pattern, "reused", by=by, body={"reuse": told.pk})
    return told


@transaction.atomic
def take_back_reuse(told: Reuse, *, by: Actor, why: str = "") -> None:
    """It no longer counts; as of earlier it stays known that it did."""
    if not isinstance(by, str):
        access.require(by, "take_back_reuse", told)
    turn.take()
    number, pattern = told.pk, told.pattern
    facts.take_back(told, by, line(why) or _("Taken back."))
    told.delete()
    diary.note(pattern, "took_back_reuse", by=by, why=line(why), body={"reuse": number})


def _require_sound(where: str, on: date, url: str) -> None:
    if not line(where) or len(line(where)) > LONGEST_WHERE:
        raise Refused(_("Say where it was used, in at most %(count)d characters.") % {"count": LONGEST_WHERE})
    if on > clock.today():
        raise Refused(_("This day has not come yet."))
    if url and not is_page(url):
        raise Refused(_("This is no address of a page: it starts with https://."))
