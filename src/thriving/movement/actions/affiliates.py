from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement import hearers, search
from thriving.movement.actions.actor import Actor, Refused, require
from thriving.movement.actions.groups import (
    Described,
    clean_texts,
    clean_words,
    free_key,
    require_key,
    require_sound,
    set_all,
    write_reaches,
)
from thriving.movement.actions.recognition import enter
from thriving.movement.models import Affiliate, AffiliateKind, AffiliateState, Person
from thriving.movement.search import folded
from thriving.movement.spelling import line
from thriving.movement.states import CLOCKS

LONGEST_SORT_NAME = 200
REGISTERED = (AffiliateState.RECOGNIZED, AffiliateState.SUSPENDED, AffiliateState.DERECOGNIZED)
MOST_APPLICATIONS = 3  # of one person, open at once: nobody floods those who read them


@transaction.atomic
def apply_for_recognition(said: Described, *, by: Person, key: str = "") -> Affiliate:
    """Ask that a group be recognized. Whoever asks follows the application and answers for the group."""
    access.require_holds(by, "apply_for_recognition")
    turn.take()
    if by.applications.filter(state=AffiliateState.APPLIED).count() >= MOST_APPLICATIONS:
        raise Refused(_("Your earlier applications have not been acknowledged yet: please wait for them."))
    affiliate = Affiliate(key=_free_key(key, said), applicant=by, state=AffiliateState.APPLIED)
    _describe(affiliate, said)
    enter(affiliate, "apply", by=by, due_at=clock.now() + CLOCKS["applied"])
    diary.note(affiliate, "applied_for_recognition", by=by)
    return affiliate


@transaction.atomic
def register_affiliate(  # noqa: PLR0913 -- each is a fact of the register, named at the call
    said: Described,
    *,
    key: str,
    by: Actor,
    recognized_since: date | None = None,
    state: str = AffiliateState.RECOGNIZED,
    sample: bool = False,
) -> Affiliate:
    """Tell of an affiliate that was recognized elsewhere, before this site kept account of it."""
    require(by, "judge_affiliates")
    turn.take()
    affiliate = Affiliate(key=_free_key(key, said), sample=sample)
    _register(affiliate, said, recognized_since, state)
    enter(affiliate, "register", by=by)
    hearers.tell([affiliate], by)
    diary.note(affiliate, "registered", by=by)
    return affiliate


@transaction.atomic
def describe_affiliate(affiliate: Affiliate, said: Described, *, by: Actor) -> list[str]:
    """Say anew what the affiliate is and whom it serves; which of it has changed."""
    if not isinstance(by, str):
        access.require(by, "describe_affiliate", affiliate)
        if not (affiliate.is_applying or access.may(by, "judge_affiliate", affiliate)):
            said = replace(said, kind=affiliate.kind)  # what it is recognized as is not for itself to say
    turn.take()
    if changed := _describe(affiliate, said):
        diary.note(affiliate, "described", by=by, body={"changed": changed})
    return changed


@transaction.atomic
def record_as_registered(  # noqa: PLR0913 -- each is a column of the file that brings it
    affiliate: Affiliate, said: Described, *, recognized_since: date | None, state: str, why: str, by: Actor
) -> list[str]:
    """Correct what was registered, its standing included, by the register that it came from."""
    require(by, "judge_affiliates")
    turn.take()
    before = affiliate.state
    changed = _register(affiliate, said, recognized_since, state)
    if affiliate.state != before:
        enter(affiliate, "register", by=by, words=why)
    if changed:
        hearers.tell([affiliate], by)
        diary.note(affiliate, "registered", by=by, why=why, body={"changed": changed})
    return changed


def index(affiliates: Sequence[Affiliate]) -> None:
    """Let them be found by the names that they have now."""
    search.put(search.AFFILIATE, [each.key for each in affiliates], search.of_affiliates(affiliates))


def differences(affiliate: Affiliate, said: Described, since: date | None, state: str) -> list[str]:
    """What of this would be new if it were written."""
    values = {"recognized_since": since, "state": state, **_values(said)}
    new = [name for name, value in values.items() if getattr(affiliate, name) != value]
    before = {what: frozenset(affiliate.reached(what)) for what in said.reaches} if affiliate.pk else None
    return [*new, "reaches"] if before != said.reaches else new


def write_registered(affiliate: Affiliate, said: Described, since: date | None, state: str) -> None:
    """What a register tells of one affiliate; whoever writes many tells the index and the ledger at once."""
    set_all(affiliate, {"recognized_since": since, "state": state, "due_at": None, **_values(said)})
    affiliate.save()
    write_reaches(affiliate, said)


def refuse_registering(affiliate: Affiliate, since: date | None, state: str) -> None:
    if since and since > clock.today():
        raise Refused(_("This day has not come yet."))
    if state not in REGISTERED:
        raise Refused(_("“%(state)s” is not how an affiliate can be registered.") % {"state": state[:40]})
    if affiliate.pk and affiliate.state not in REGISTERED:  # no file takes a group past the vote
        raise Refused(_("“%(key)s” is being recognized here, step by step.") % {"key": affiliate.key})


def _register(affiliate: Affiliate, said: Described, since: date | None, state: str) -> list[str]:
    refuse_registering(affiliate, since, state)
    standing = set_all(affiliate, {"recognized_since": since, "state": state, "due_at": None})
    return [*standing, *_describe(affiliate, said)]


def _describe(affiliate: Affiliate, said: Described) -> list[str]:
    if said.kind not in AffiliateKind:
        raise Refused(_("“%(kind)s” is not a kind of affiliate.") % {"kind": said.kind[:40]})
    require_sound(said)
    changed = set_all(affiliate, _values(said))
    affiliate.save()
    if write_reaches(affiliate, said):
        changed.append("reaches")
    index([affiliate])
    return changed


def _values(said: Described) -> dict[str, Any]:
    name = clean_words(said.name)
    return {
        "kind": said.kind,
        "name": name,
        "mission": clean_texts(said.text),
        "acronym": line(said.acronym)[:20],
        "meta_page": said.meta_page,
        "letter": said.letter,
        "contact": line(said.contact),
        "sort_name": sort_name(name),
    }


def sort_name(name: Any) -> str:
    """By which lists are ordered: the English name where there is one."""
    return folded(name.best("en")[0])[:LONGEST_SORT_NAME]


def _free_key(wanted: str, said: Described) -> str:
    if wanted:
        require_key(wanted)
        if Affiliate.objects.filter(key=wanted).exists():
            raise Refused(_("Another affiliate has “%(key)s” as its address already.") % {"key": wanted})
        return wanted
    keys = Affiliate.objects.values_list("key", flat=True)
    return free_key((said.acronym, *said.name.values()), "affiliate", keys)
