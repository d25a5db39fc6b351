"""Between which ages somebody is, and what follows: protection at once, release only by an officer's word."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement import ages, consenting, hearers, search
from thriving.movement.actions.actor import Actor, Refused
from thriving.movement.models import Age, Consent, ConsentBy, ConsentState, Person
from thriving.movement.queries import minors

LONGEST_UNTIL_ASKED = timedelta(days=366)
YOUNGEST_TO_DECIDE = 13  # no law that we know goes below


@transaction.atomic
def state_band(person: Person, band: str, *, by: Actor) -> Age:
    """Somebody says between which ages they are. A minor is protected from this moment on."""
    _require(by, "state_age", person)
    age = _age(person)
    age.say(_known(band))
    age.stated_on = clock.today()
    _settle(person, age)
    diary.note(person, "stated_age", by=by)
    return age


@transaction.atomic
def confirm_band(
    person: Person, band: str, *, decides_from: int, ask_again_on: date | None = None, by: Actor
) -> Age:
    """An officer knows between which ages they are, and from which age the law lets them decide alone."""
    _require(by, "confirm_age", person)
    told = _known(band)
    _refuse_terms(told, decides_from, ask_again_on)
    age = _age(person)
    was_of_a_minor = age.of_a_minor
    age.band = age.youngest_said = age.confirmed_band = told.key
    age.stated_on = age.stated_on or clock.today()
    age.confirmed_on, age.confirmed_by = clock.today(), by if isinstance(by, Person) else None
    age.decides_from = decides_from
    age.ask_again_on = ask_again_on if told.of_minors else None
    _settle(person, age, grown_up=was_of_a_minor and not told.of_minors)
    diary.note(person, "confirmed_age", by=by)
    return age


@transaction.atomic
def stand(person: Person, *, by: Actor) -> Age:
    """They stand where minors may stand too: protected like a minor until their band is confirmed."""
    _require(by, "state_age", person)
    return _stands(person, stands=True)


@transaction.atomic
def stand_down(person: Person, *, by: Actor) -> Age:
    """They stand no longer; whoever never said that they are a minor is seen again as they chose."""
    _require(by, "state_age", person)
    return _stands(person, stands=False)


@transaction.atomic
def agree(person: Person, *, version: str, by: Actor) -> Consent:
    """Their own yes: of a minor who may decide alone, or of somebody who has grown up since."""
    _require(by, "state_age", person)
    age = _age(person)
    if minors.needs_guardian(age):
        raise Refused(_("Where you live, a guardian has to agree. Give us an address to write to."))
    if version != consenting.CURRENT.version:
        raise Refused(_("The words have changed since you opened this page. Read them again."))
    if minors.has_agreed(person, ConsentBy.SELF):
        raise Refused(_("You have agreed already."))
    consent = Consent.objects.create(
        person=person,
        by=ConsentBy.SELF,
        state=ConsentState.GIVEN,
        language=person.language,
        asked_at=clock.now(),
        decided_on=clock.today(),
        version=version,
        digest=consenting.CURRENT.digest(person.language),
    )
    diary.note(person, "agreed_to_take_part", by=by)
    return consent


@transaction.atomic
def take_back(person: Person, *, by: Actor) -> None:
    """Their own no, after their own yes."""
    _require(by, "state_age", person)
    given = Consent.objects.filter(person=person, by=ConsentBy.SELF, state=ConsentState.GIVEN)
    if not given.update(state=ConsentState.WITHDRAWN, ended_on=clock.today()):
        raise Refused(_("There is nothing to take back."))
    diary.note(person, "took_consent_back", by=by)
    hearers.tell_participation(person)


def _require(by: Actor, rule: str, person: Person) -> None:
    if not isinstance(by, str):
        access.require(by, rule, person)


def _known(band: str) -> ages.Band:
    if found := ages.band(band):
        return found
    raise Refused(_("Choose one of the bands of ages."))


def _refuse_terms(band: ages.Band, decides_from: int, ask_again_on: date | None) -> None:
    if not YOUNGEST_TO_DECIDE <= decides_from <= ages.ADULT:
        raise Refused(_("Somebody decides alone from an age between 13 and 18."))
    if not band.of_minors:
        return
    today = clock.today()
    if ask_again_on is None or not today < ask_again_on <= today + LONGEST_UNTIL_ASKED:
        raise Refused(_("Say on which day to ask a minor again: within a year from now."))


def _age(person: Person) -> Age:
    Age.objects.get_or_create(person=person)
    return Age.objects.select_for_update().get(person=person)


def _stands(person: Person, *, stands: bool) -> Age:
    age = _age(person)
    age.stands = stands
    _settle(person, age)
    return age


def _settle(person: Person, age: Age, *, grown_up: bool = False) -> None:
    """Whether they are protected, and which consents still count, follows from their age at once."""
    could = minors.may_take_part(person)
    age.save()
    if grown_up:
        _outgrow(Consent.objects.filter(person=person))
    elif age.is_confirmed and not minors.needs_guardian(age):
        _outgrow(Consent.objects.filter(person=person, by=ConsentBy.GUARDIAN))
    if Person.objects.filter(~Q(shielded=age.shields), pk=person.pk).update(shielded=age.shields):
        person.shielded = age.shields
        search.index_people([person])
    if could and not minors.may_take_part(person):
        hearers.tell_participation(person)


def _outgrow(consents: QuerySet[Consent]) -> None:
    """A guardian's word ends where they decide for themselves; their own at 18, when they are asked anew.

    Whether the account goes is theirs to say then: what a guardian asked and nobody did yet is asked no more.
    """
    over = {"state": ConsentState.OUTGROWN, "ended_on": clock.today(), "address": "", "address_digest": ""}
    consents.filter(state__in=minors.OPEN).update(**over)
    consents.update(link=None, deletion_asked_on=None)
