from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean, clean_words, key_problem, set_all
from thriving.movement.models import Person
from thriving.programs.partnerships import facts, moments, sealing
from thriving.programs.partnerships.actions.partners import LONGEST_NAME, LONGEST_TEXT
from thriving.programs.partnerships.models import Interest, Partner, Partnership, Side, Version
from thriving.programs.partnerships.states import (
    BEFORE_SIGNING,
    ENDED,
    PARTNERSHIP,
    RENEWAL,
    RENEWAL_PROPOSED,
    VERSION,
    VERSION_DRAFT,
    VERSION_READY,
)

MOST_DAYS = 365


@dataclass(frozen=True)
class Proposed:
    """A partnership as somebody describes it. Whoever describes it anew says all of it."""

    title: Words
    our_name: str
    public: bool = False
    begins_on: date | None = None
    ends_on: date | None = None
    remind_days: int = 90

    def cleaned(self) -> dict[str, Any]:
        days = {"begins_on": self.begins_on, "ends_on": self.ends_on, "remind_days": self.remind_days}
        return {
            "title": clean_words(self.title),
            "our_name": clean(self.our_name),
            "public": self.public,
            **days,
        }


def problems(said: Proposed) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with it: the field, and the sentence for who can mend it."""
    if not clean_words(said.title):
        yield "title", _("A partnership needs a title.")
    if not clean(said.our_name):
        yield "our_name", _("Say who it is on our side.")
    if max(map(len, [said.our_name, *said.title.values()])) > LONGEST_NAME:
        yield "title", _("A name has at most %(count)d characters.") % {"count": LONGEST_NAME}
    if said.begins_on and said.ends_on and said.ends_on < said.begins_on:
        yield "ends_on", _("The last day comes before the first.")
    if not 0 <= said.remind_days <= MOST_DAYS:
        yield "remind_days", _("Between 0 and %(count)d days.") % {"count": MOST_DAYS}


@transaction.atomic
def propose_partnership(
    partner: Partner, said: Proposed, *, key: str, by: Person, sample: bool = False
) -> Partnership:
    """Note a first contact, and lead what may come of it."""
    access.require_holds(by, "propose_partnership")
    access.require(by, "see_partner", partner)
    if sentence := key_problem(key):
        raise Refused(sentence)
    _require_sound(said)
    turn.take()
    if Partnership.objects.filter(key=key).exists():
        raise Refused(_("Another partnership has “%(key)s” as its address already.") % {"key": key})
    partnership = Partnership.objects.create(
        key=key, partner=partner, lead=by, changed_on=clock.today(), sample=sample, **said.cleaned()
    )
    diary.note(partnership, "proposed", by=by)
    return partnership


@transaction.atomic
def describe_partnership(partnership: Partnership, said: Proposed, *, by: Person) -> None:
    access.require(by, "run_partnership", partnership)
    _require_sound(said)
    hold(partnership)
    _require_last_day(partnership, said.ends_on)
    changed = set_all(partnership, said.cleaned())
    if set(changed) & set(sealing.NAMES) and sealing.is_sealed([partnership]):
        raise Refused(sealing.names_stay())
    if changed:
        partnership.save(update_fields=changed)
    facts.tell_all(partnership, by, "The partnership was described anew.")
    diary.note(partnership, "described", by=by)


@transaction.atomic
def state_interests(  # noqa: PLR0913 -- each is a part of what is written down
    partnership: Partnership, side: str, words: str, *, on: date, by: Person, language: str = "en"
) -> None:
    """Write down what one side wants; said again, the newer words stand."""
    access.require(by, "run_partnership", partnership)
    if on > clock.today():
        raise Refused(_("This day has not come yet."))
    if side not in Side or not (words := clean(words)) or len(words) > LONGEST_TEXT:
        raise Refused(
            _("Say what this side wants, in at most %(count)d characters.") % {"count": LONGEST_TEXT}
        )
    hold(partnership)
    Interest.objects.update_or_create(
        partnership=partnership,
        side=side,
        defaults={"words": words, "language": language, "stated_on": on, "recorded_by": by.key},
    )
    moments.settle_all(partnership, by)
    diary.note(partnership, "interests_stated", by=by, body={"side": side})


@transaction.atomic
def begin_talks(partnership: Partnership, *, by: Person) -> None:
    access.require(by, "run_partnership", partnership)
    _move(partnership, "begin_talks", by=by)


@transaction.atomic
def take_effect(partnership: Partnership, *, on: date, by: Person) -> None:
    """From this day on both sides do what they signed."""
    access.require(by, "run_partnership", partnership)
    if on > clock.today():
        raise Refused(_("This day has not come yet."))
    _require_days(on, partnership.ends_on)
    _move(partnership, "take_effect", by=by, begins_on=on)


@transaction.atomic
def end(partnership: Partnership, *, reason: str, by: Person) -> None:
    """End it for good. A text that nobody has signed by then no longer counts as an agreement."""
    access.require(by, "run_partnership", partnership)
    hold(partnership)
    PARTNERSHIP.take(partnership, "end", reason=clean(reason)[:LONGEST_TEXT], changed_on=clock.today())
    for version in partnership.versions.filter(state__in=(VERSION_DRAFT, VERSION_READY)):
        VERSION.take(version, "withdraw")
    for renewal in partnership.renewals.filter(state=RENEWAL_PROPOSED):
        RENEWAL.take(renewal, "drop")
    follow(partnership, by, partnership.reason)
    diary.note(partnership, "ended", by=by, why=partnership.reason)


def hold(partnership: Partnership) -> None:
    """As it is now, with nobody else writing in it: the reader may have opened it long ago."""
    turn.take()
    partnership.refresh_from_db(from_queryset=Partnership.objects.select_for_update())
    partnership.__dict__.pop("_prefetched_objects_cache", None)


def require_going(partnership: Partnership) -> None:
    if partnership.state == ENDED:
        raise Refused(_("This partnership has ended."))


def follow(partnership: Partnership, by: Person, why: str) -> None:
    """The ledger and the milestones say what the records say now."""
    facts.tell_research(partnership, by, why or "The agreement has changed.")
    moments.settle_all(partnership, by, why)


def moved(partnership: Partnership, name: str, **values: Any) -> None:
    PARTNERSHIP.take(partnership, name, changed_on=clock.today(), **values)


def versions_held(partnership: Partnership) -> list[Version]:
    return list(partnership.versions.select_for_update().select_related("partnership"))


def _move(partnership: Partnership, name: str, *, by: Person, **values: Any) -> None:
    hold(partnership)
    moved(partnership, name, **values)
    diary.note(partnership, name, by=by)


def _require_last_day(partnership: Partnership, last: date | None) -> None:
    """Until when it was signed is no longer one side's to say."""
    kept = partnership.ends_on
    if kept and last != kept and partnership.state not in BEFORE_SIGNING:
        raise Refused(_("It is signed: its last day changes by a renewal to which both sides agree."))


def _require_days(first: date, last: date | None) -> None:
    if last and last < first:
        raise Refused(_("The last day comes before the first."))


def _require_sound(said: Proposed) -> None:
    if found := [sentence for _field, sentence in problems(said)]:
        raise Refused(" ".join(found))
