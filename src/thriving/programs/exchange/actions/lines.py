"""What an affiliate has, offers and wants to learn, kept by its officers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement import skills
from thriving.movement.actions import Refused
from thriving.movement.models import Affiliate, Language, Person, PersonSkill
from thriving.movement.spelling import line
from thriving.programs.exchange.models import AffiliateSkill, Depth, Shown

MOST_LINES = 100  # of one affiliate
MOST_LANGUAGES = 10
LONGEST = timedelta(days=3 * 366)


@dataclass(frozen=True)
class LineTold:
    side: str
    skill: str
    level: int | None = None
    languages: tuple[str, ...] = ()
    until: date | None = None
    note: str = ""
    shown_to: str = Shown.MEMBERS


def problems(told: LineTold) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with it: the field, and the sentence for who can mend it."""
    known = skills.skills()
    if told.side not in PersonSkill.Side:
        yield "side", _("Choose one of the answers.")
    if told.skill not in known or not known[told.skill].parent or known[told.skill].replaced_by:
        yield "skill", _("Choose a skill of the list.")
    if told.level is not None and told.level not in Depth:
        yield "level", _("Choose one of the answers.")
    if len(told.languages) > MOST_LANGUAGES:
        yield "languages", _("Choose at most %(count)d languages.") % {"count": MOST_LANGUAGES}
    if Language.objects.filter(code__in=told.languages).count() != len(set(told.languages)):
        yield "languages", _("One of these languages is not known here.")
    if told.until is not None and not clock.today() <= told.until <= clock.today() + LONGEST:
        yield "until", _("A day from today on, within three years; or none.")
    if told.shown_to not in Shown:
        yield "shown_to", _("Choose one of the answers.")


@transaction.atomic
def keep_line(
    affiliate: Affiliate,
    told: LineTold,
    *,
    by: Person,
    instead_of: AffiliateSkill | None = None,
    sample: bool = False,
) -> AffiliateSkill:
    """Tell a line, or tell it anew; ``instead_of`` is the one that it replaces."""
    turn.take()
    access.require(by, "lead_exchange", affiliate)
    if found := [sentence for _field, sentence in problems(told)]:
        raise Refused(" ".join(found))
    mine = AffiliateSkill.objects.filter(affiliate=affiliate)
    if instead_of is not None:
        access.require(by, "keep_affiliate_skill", instead_of)
        mine.filter(pk=instead_of.pk).delete()
    if mine.filter(side=told.side, skill=told.skill).exists():
        raise Refused(_("This skill stands there already: change that line instead."))
    if mine.count() >= MOST_LINES:
        raise Refused(_("These are %(count)d lines already. Take one away first.") % {"count": MOST_LINES})
    kept = AffiliateSkill.objects.create(
        affiliate=affiliate,
        side=told.side,
        skill=told.skill,
        level=told.level,
        languages=sorted(set(told.languages)),
        until=told.until,
        note=line(told.note)[:280],
        shown_to=told.shown_to,
        confirmed_on=clock.today(),
        sample=sample,
    )
    diary.note(kept, "told", by=by)
    return kept


@transaction.atomic
def drop_line(told: AffiliateSkill, *, by: Person) -> None:
    turn.take()
    access.require(by, "keep_affiliate_skill", told)
    diary.note(told, "dropped", by=by)
    told.delete()
