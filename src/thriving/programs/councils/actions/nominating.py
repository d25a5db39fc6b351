"""Who is proposed, and who says yes.

Whatever somebody proposes, they are told the same: that it was sent. Whether there is somebody under that
address, whether they stand already, whether they said no: nobody learns it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.actions import minors as protecting
from thriving.movement.actions.groups import clean, known_languages
from thriving.movement.models import Age, Person
from thriving.movement.queries import minors
from thriving.movement.spelling import line
from thriving.programs.councils import letters
from thriving.programs.councils.actions.seats import shown_name
from thriving.programs.councils.actions.selecting import open_scores
from thriving.programs.councils.models import Call, CallState, Membership, Nomination, Place, Sheet
from thriving.programs.councils.states.membership import HOLDING
from thriving.programs.councils.states.nomination import (
    NOMINATION,
    NOT_SELECTED,
    OVER,
    RESERVE,
    SELECTED,
    SENT,
    STANDING,
    WITHDRAWN,
)

MOST_SENT = 5  # of one person in one call
LONGEST_STATEMENT, LONGEST_RELATION, LONGEST_NAME = 4_000, 1_000, 120
ANSWERED_WITHIN = timedelta(days=21)
KEPT_FOR = timedelta(days=183)  # what is known of those who were not selected


@dataclass(frozen=True)
class Proposed:
    """Somebody as another proposes them: where to write, and in which language."""

    email: str
    relation: str  # how they know each other, and any interest of the nominator
    name: str  # of the nominator, as the nominee reads it
    language: str = "en"


@dataclass(frozen=True)
class Stands:
    """What a candidate says. Whoever says it anew says all of it."""

    shown_name: str
    statement: str
    is_public: bool = False
    conflict: str = ""
    region: str = ""
    languages: tuple[str, ...] = ()
    band: str = ""  # which the person states, where ages matter
    language: str = "en"  # in which it is written


@transaction.atomic
def nominate(call: Call, said: Proposed, *, by: Person) -> None:
    """Ask somebody by mail whether they would stand."""
    turn.take()
    _require_open(call)
    if not clean(said.relation) or len(said.relation) > LONGEST_RELATION:
        raise Refused(_("Say how you know each other, and what you have to do with it yourself."))
    if call.nominations.filter(nominator=by).exclude(nominee=by).count() >= MOST_SENT:
        raise Refused(_("You have proposed %(count)d people in this call already.") % {"count": MOST_SENT})
    _send(call, said, by)
    diary.note(call.council, "nominated", by=by, body={"call": call.number})


def _send(call: Call, said: Proposed, by: Person) -> None:
    """Nobody is asked twice in one call; whoever proposes them again is not told so."""
    address = said.email.strip().lower()
    asked = Q(email=address, state=SENT) | Q(answered_address=_digest(call, address))
    asked_already = call.nominations.filter(asked).exists()
    values: dict[str, Any] = {"call": call, "nominator": by, "sent_at": clock.now()}
    values |= {"expires_on": min(clock.today() + ANSWERED_WITHIN, call.closes_on), "sample": call.sample}
    if asked_already:
        Nomination.objects.create(**values, state=OVER)
        return
    words = {"relation": clean(said.relation), "nominator_name": line(said.name)[:LONGEST_NAME]}
    nomination = Nomination.objects.create(**values, **words, email=address, language=said.language)
    letters.ask_nominee(nomination)


def _digest(call: Call, address: str) -> str:
    """Comparable within one call alone, and only with the site's secret."""
    return salted_hmac("thriving.councils.address", f"{call.pk} {address}", algorithm="sha256").hexdigest()


@transaction.atomic
def stand(call: Call, said: Stands, *, by: Person) -> Nomination:
    """By oneself. Whoever was asked as well has answered with it."""
    turn.take()
    _require_open(call)
    values = _said(call, said, by)
    _require_first(call, by)
    today = clock.today()
    days = {"sent_at": clock.now(), "expires_on": today, "answered_on": today}
    nomination = Nomination.objects.create(
        call=call, nominee=by, nominator=by, state=STANDING, sample=call.sample, **days, **values
    )
    diary.note(nomination, "stood", by=by)
    return nomination


@transaction.atomic
def accept(nomination: Nomination, said: Stands, *, by: Person) -> None:
    """Say yes. Only whoever opened the private link comes this far."""
    turn.take()
    call = nomination.call
    nomination.refresh_from_db(from_queryset=Nomination.objects.select_for_update(of=("self",)))
    _require_open(call)
    values = _said(call, said, by)
    _require_first(call, by)
    letters.forget(nomination)
    values |= {"answered_address": _digest(call, nomination.email), "answered_on": clock.today()}
    NOMINATION.take(nomination, "accept", nominee=by, email="", **values)
    diary.note(nomination, "accepted", by=by)


@transaction.atomic
def decline(nomination: Nomination) -> None:
    """Say no. Nothing of whoever was asked stays; afterwards it looks like no answer at all."""
    turn.take()
    nomination.refresh_from_db(from_queryset=Nomination.objects.select_for_update(of=("self",)))
    _let_go(nomination)


@transaction.atomic
def change_statement(nomination: Nomination, said: Stands, *, by: Person) -> None:
    turn.take()
    access.require(by, "withdraw_nomination", nomination)
    _require_open(nomination.call)  # the panel has read what was said by then
    Nomination.objects.filter(pk=nomination.pk).update(**_said(nomination.call, said, by))
    diary.note(nomination, "changed_statement", by=by)


@transaction.atomic
def withdraw(nomination: Nomination, *, by: Person) -> None:
    """No longer stand; what was said of oneself goes at once."""
    turn.take()
    nomination.refresh_from_db(from_queryset=Nomination.objects.select_for_update(of=("self",)))
    access.require(by, "withdraw_nomination", nomination)
    _empty(nomination)
    stand_down(by, by=by)
    diary.note(nomination, "withdrew", by=by)


def stand_down(person: Person, *, by: Person | str) -> None:
    """Who neither stands nor sits anywhere any more is seen again as they chose, unless they are a minor."""
    stands = Nomination.objects.filter(nominee=person, state__in=(STANDING, RESERVE, SELECTED))
    ages = Age.objects.filter(person=person, stands=True)
    sits = Membership.objects.filter(person=person, state__in=HOLDING)
    if ages.exists() and not stands.exists() and not sits.exists():
        protecting.stand_down(Person.objects.get(pk=person.pk), by=by)


def _empty(nomination: Nomination) -> None:
    said = ("statement", "conflict", "relation", "shown_name", "region")
    texts = dict.fromkeys((*said, "nominator_name", "answered_address"), "")
    NOMINATION.take(nomination, "withdraw", languages=[], **texts)
    Sheet.objects.filter(nomination=nomination).delete()
    open_scores(nomination.call)


def let_go_of_unanswered(by: str) -> int:  # noqa: ARG001 -- as all that is done again and again
    """Delete what is known of those who did not answer in time; how many."""
    late = Nomination.objects.filter(state=SENT, expires_on__lt=clock.today())
    found = list(late.order_by("pk"))
    for nomination in found:
        with transaction.atomic():
            turn.take()
            _let_go(nomination)
    return len(found)


def _let_go(nomination: Nomination) -> None:
    letters.forget(nomination)
    NOMINATION.take(nomination, "let_go", email="", relation="", nominator_name="")


@transaction.atomic
def forget_not_selected(by: str) -> int:
    """Half a year after a call has ended: whoever was not selected is deleted, and all scores; how many."""
    turn.take()
    before = clock.today() - KEPT_FOR
    ended = Call.objects.filter(state__in=(CallState.DECIDED, CallState.CANCELED), ended_on__lt=before)
    Sheet.objects.filter(nomination__call__in=ended).delete()
    gone = (WITHDRAWN, OVER, RESERVE, NOT_SELECTED)
    # Of a call that was canceled, who stood was not selected either.
    old = Nomination.objects.filter(Q(state__in=gone) | Q(call__state=CallState.CANCELED), call__in=ended)
    found = list(old.select_related("nominee"))
    Place.objects.filter(nomination__in=found).delete()
    for nomination in found:
        letters.forget(nomination)
        diary.note(nomination, "forgotten", by=by)
    old.delete()
    for person in {each.nominee for each in found if each.nominee}:
        stand_down(person, by=by)
    return len(found)


def _require_open(call: Call) -> None:
    call.refresh_from_db()
    if not call.takes_nominations:
        raise Refused(_("This call is closed, or not open yet."))


def _require_first(call: Call, person: Person) -> None:
    if call.nominations.filter(nominee=person).exclude(state=WITHDRAWN).exists():
        raise Refused(_("You stand in this call already."))
    if call.panel.filter(person=person).exists():
        raise Refused(_("You are on its panel: who judges does not stand."))


def _said(call: Call, said: Stands, person: Person) -> dict[str, Any]:
    if not clean(said.statement) or len(said.statement) > LONGEST_STATEMENT:
        raise Refused(_("Say in your own words why you want to be heard."))
    if len(said.conflict) > LONGEST_RELATION:
        raise Refused(_("This text has at most %(count)d characters.") % {"count": LONGEST_RELATION})
    if set(said.languages) - known_languages(said.languages):
        raise Refused(_("One of these languages is not known here."))
    if call.languages and not set(call.languages) & set(said.languages):
        raise Refused(_("This call is for speakers of certain languages. Name one of them that you speak."))
    _require_age(call, said.band, person)
    return {
        "shown_name": shown_name(said.shown_name, person),
        "is_public": said.is_public,
        "statement": clean(said.statement),
        "conflict": clean(said.conflict),
        "region": said.region,
        "languages": sorted(set(said.languages)),
        "language": said.language,
    }


def _require_age(call: Call, band: str, person: Person) -> None:
    """Where ages matter, they say which band is theirs; an officer confirms it before anybody reads on."""
    bands = call.bands or call.council.bands
    if not bands:
        if minors.is_minor(person):
            raise Refused(_("This council is for adults."))
        return
    confirmed = minors.confirmed_band(person)
    key = confirmed.key if confirmed else band
    if key not in bands:
        raise Refused(_("This call is for another age."))
    themselves = Person.objects.get(pk=person.pk)  # of a request they come wrapped, and are a record here
    if not confirmed:
        protecting.state_band(themselves, band, by=themselves)
    protecting.stand(themselves, by=themselves)
