"""People and affiliates of these tests who take part, at any step of an exchange."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from tests import places
from tests.conftest import person

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import (
    Affiliate,
    AffiliateReach,
    Language,
    Person,
    PersonLanguage,
    PersonSkill,
    Reach,
)
from thriving.programs.exchange import actions
from thriving.programs.exchange.actions import LineTold, PartyTold
from thriving.programs.exchange.models import AffiliateSkill, Exchange, Party, Reached, Shown, Way

CONTACT = "write to the blue house"


def until(days: int = 100) -> Any:
    return clock.today() + timedelta(days=days)


def somebody(
    username: str,
    *,
    offers: Collection[str] = (),
    wishes: Collection[str] = (),
    reached: str = Reached.LISTED,
    capacity: int = 2,
    **columns: Any,
) -> Party:
    """A person who takes part, with what their profile says."""
    spoken()
    who = Person.objects.filter(username=username).first() or person(username)
    Person.objects.filter(pk=who.pk).update(email=f"{username}@example.org", **columns)
    who.refresh_from_db()
    PersonLanguage.objects.get_or_create(person=who, language_id="en", defaults={"level": "5"})
    for side, keys in ((PersonSkill.Side.OFFERED, offers), (PersonSkill.Side.WANTED, wishes)):
        PersonSkill.objects.bulk_create(PersonSkill(person=who, side=side, skill=key) for key in keys)
    return actions.take_part(who, PartyTold(capacity, until(), CONTACT, reached), by=who)


def affiliate(
    key: str = "lakeside",
    *,
    offers: Collection[str] = (),
    wants: Collection[str] = (),
    capacity: int = 2,
    **told: Any,
) -> Party:
    """An affiliate that takes part, with an officer named after it, and lines for members."""
    spoken()
    found, _new = Affiliate.objects.get_or_create(
        key=key,
        defaults={
            "kind": "user_group",
            "name": Words(en=key.title()),
            "state": "recognized",
            "sort_name": key,
        },
    )
    AffiliateReach.objects.get_or_create(affiliate=found, what=Reach.LANGUAGE, code="en")
    for side, keys in ((PersonSkill.Side.OFFERED, offers), (PersonSkill.Side.WANTED, wants)):
        for skill in keys:
            line(found, side=side, skill=skill, **told)
    return actions.take_part(found, PartyTold(capacity, until(), CONTACT), by=officer(key))


def line(of: Affiliate, **told: Any) -> AffiliateSkill:
    lines = {"side": "offered", "skill": "grants", "shown_to": Shown.MEMBERS}
    return actions.keep_line(of, LineTold(**{**lines, **told}), by=officer(of.key))


def officer(key: str = "lakeside") -> Person:
    name = f"officer-{key}"
    found = Person.objects.filter(username=name).first()
    if found is None:
        found = person(name, f"affiliate_contact affiliate:{key}")
        Person.objects.filter(pk=found.pk).update(email=f"{name}@example.org")
        found.refresh_from_db()
    return found


def by(party: Party) -> Person:
    """Who acts for it, fetched anew: what somebody holds is read once for each."""
    found = party.person or officer(party.affiliate.key if party.affiliate else "")
    return Person.objects.get(pk=found.pk)


def asked(asker: Party, other: Party, skill: str = "grants", way: Way = Way.GET, words: str = "") -> Exchange:
    return actions.ask(asker, other.key, way, skill, words=words, by=by(asker))


def agreed(asker: Party | None = None, other: Party | None = None) -> Exchange:
    asker = asker or affiliate("lakeside", wants=["grants"])
    other = other or somebody("mara", offers=["grants"])
    exchange = asked(asker, other)
    actions.accept(exchange, by=by(other))
    return exchange


def spoken() -> None:
    missing = {"en", "ar", "es"} - set(Language.objects.values_list("code", flat=True))
    places.languages(*sorted(missing))
